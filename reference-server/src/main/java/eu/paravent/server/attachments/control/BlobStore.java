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

  /** Also where there is none. */
  void delete(String id) throws IOException;

  /** The stream went on beyond what is allowed. */
  final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    public TooLargeException(long most) {
      super("More than " + most + " bytes");
    }
  }
}
