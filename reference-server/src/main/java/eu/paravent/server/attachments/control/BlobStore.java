package eu.paravent.server.attachments.control;

import java.io.IOException;
import java.io.InputStream;

/**
 * Where ciphertext blobs lie: {@link FileBlobStore}, the object store of {@code s3}, or another CDI
 * bean of this type that an operator adds to the application and chooses by its {@link #name}. A
 * blob is written once and never changed. What it does with a blob takes constant memory, however
 * large it is. Several nodes use one store at once. Thread-safe.
 *
 * <p>Ids are made by the server, of {@code A-Z a-z 0-9 _ -}, 16 to 64 characters; with any other
 * one each method throws {@link IllegalArgumentException}.
 */
public interface BlobStore {
  /** What {@code PARAVENT_ATTACHMENT_STORE} calls it. */
  String name();

  /**
   * Called once before all others, and only where this is the chosen one.
   *
   * @throws RuntimeException where it cannot work, with a message for the operator; ends the start
   */
  void open();

  /**
   * Stores the stream to its end under this id. On return it will survive a crash; after an
   * exception there is nothing under the id.
   *
   * @param most bytes; one more is a {@link TooLargeException}
   * @return how many bytes it was
   * @throws NoRoomException if they do not fit on it
   */
  long store(String id, InputStream octets, long most) throws IOException;

  /**
   * A part of a blob, in the order of its octets. The caller closes the stream, and may do so
   * early.
   *
   * @param first octet of it, from 0
   * @param count octets, as many as there are or fewer
   * @throws java.io.FileNotFoundException if there is no such blob
   */
  InputStream open(String id, long first, long count) throws IOException;

  /** With all pieces of it; also where there is none. */
  void delete(String id) throws IOException;

  /** How many octets of a blob that comes in pieces are there. */
  long received(String id) throws IOException;

  /**
   * Appends a piece. Where the stream breaks off, what came until then stays and counts.
   *
   * @param offset where it begins: what {@link #received} says
   * @param size of the whole; a piece that goes beyond it is not kept, and a {@link
   *     TooLargeException}
   * @return how many octets are there then
   * @throws OutOfStepException if it begins elsewhere, or another piece is coming in right now
   * @throws NoRoomException if it does not fit; what did stays and counts
   */
  long append(String id, long offset, InputStream octets, long size) throws IOException;

  /**
   * Makes the pieces a blob; on return it will survive a crash. Also where they are one already.
   */
  void complete(String id) throws IOException;

  /** The piece does not fit on what is there. */
  final class OutOfStepException extends IOException {
    private static final long serialVersionUID = 1L;

    public OutOfStepException(String why) {
      super(why);
    }
  }

  /** There is no room for more until somebody makes some; what is there is not touched. */
  final class NoRoomException extends IOException {
    private static final long serialVersionUID = 1L;

    public NoRoomException(String message, IOException cause) {
      super(message, cause);
    }
  }

  /** The stream went on beyond what is allowed. */
  final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    public TooLargeException(long most) {
      super("More than " + most + " bytes");
    }
  }
}
