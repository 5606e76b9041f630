package eu.paravent.server.attachments.control;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The first so many octets of a stream. */
final class Limited extends FilterInputStream {
  private long left;

  Limited(InputStream in, long count) {
    super(in);
    left = count;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (left == 0) {
      return -1;
    }
    int read = in.read(buffer, offset, (int) Math.min(length, left));
    left -= Math.max(read, 0);
    return read;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
