package eu.paravent.server.attachments.control;

import java.io.IOException;
import java.io.InputStream;

/**
 * Where ciphertext blobs lie: the file system here, an object store elsewhere. A blob is written
 * once and never changed. Thread-safe.
 */
public interface BlobStore {
  /**
   * Stores the stream to its end under this id. On return it will survive a crash; after an
   * exception there is nothing under the id.
   *
   * @param most bytes; one more is a {@link TooLargeException}
   * @return how many bytes it was
   */
  long store(String id, InputStream octets, long most) throws IOException;

  /**
   * The caller closes the stream.
   *
   * @throws java.io.FileNotFoundException if there is none
   */
  InputStream open(String id) throws IOException;

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

  /** The stream went on beyond what is allowed. */
  final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    public TooLargeException(long most) {
      super("More than " + most + " bytes");
    }
  }
}
