package eu.paravent.server.attachments.control;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that must not be longer than this. */
final class Bounded extends FilterInputStream {
  private final long most;
  private long count;

  Bounded(InputStream in, long most) {
    super(in);
    this.most = most;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = in.read(buffer, offset, length);
    count += Math.max(read, 0);
    if (count > most) {
      throw new BlobStore.TooLargeException(most);
    }
    return read;
  }
}
