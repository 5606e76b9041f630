package eu.paravent.client.internal.backup;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.Arrays;

/** Encrypts what is written, frame by frame. Whole only once it is closed. */
public final class BackupOutput extends OutputStream {
  static final int FRAME = 64 << 10;

  private final DataOutputStream out;
  private final BackupCipher cipher;
  private final byte[] frame = new byte[FRAME];
  private int length;
  private boolean closed;

  public BackupOutput(OutputStream to, byte[] secret, SecureRandom random) throws IOException {
    out = new DataOutputStream(to);
    cipher = BackupCipher.fresh(secret, random);
    out.write(cipher.header());
  }

  @Override
  public void write(int octet) throws IOException {
    if (length == FRAME) {
      frame(false);
    }
    frame[length++] = (byte) octet;
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    int from = offset;
    int left = count;
    while (left > 0) {
      if (length == FRAME) {
        frame(false);
      }
      int some = Math.min(left, FRAME - length);
      System.arraycopy(bytes, from, frame, length, some);
      length += some;
      from += some;
      left -= some;
    }
  }

  private void frame(boolean last) throws IOException {
    byte[] sealed = cipher.seal(frame, length, last);
    out.writeInt(last ? -sealed.length : sealed.length);
    out.write(sealed);
    length = 0;
  }

  /** Writes the last frame; the stream below stays open. */
  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      frame(true);
      out.flush();
      Arrays.fill(frame, (byte) 0);
    }
  }
}
