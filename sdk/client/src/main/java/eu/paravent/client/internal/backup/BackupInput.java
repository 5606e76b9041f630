package eu.paravent.client.internal.backup;

import eu.paravent.client.backup.BackupException;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;

/** Decrypts a backup; nothing is answered that was not authenticated before. */
public final class BackupInput extends InputStream {
  private final DataInputStream in;
  private final BackupCipher cipher;
  private byte[] frame = new byte[0];
  private int position;
  private boolean last;

  /**
   * @throws BackupException if it does not begin as a backup
   */
  public BackupInput(InputStream from, byte[] secret) throws IOException {
    in = new DataInputStream(from);
    byte[] header = new byte[BackupCipher.HEADER];
    try {
      in.readFully(header);
      cipher = BackupCipher.of(header, secret);
    } catch (EOFException e) {
      throw new BackupException("This is not a backup", e);
    } catch (IllegalArgumentException e) {
      throw new BackupException(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public int read() throws IOException {
    return fill() ? frame[position++] & 0xff : -1;
  }

  @Override
  public int read(byte[] bytes, int offset, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int some = Math.min(count, frame.length - position);
    System.arraycopy(frame, position, bytes, offset, some);
    position += some;
    return some;
  }

  private boolean fill() throws IOException {
    while (position == frame.length) {
      if (last) {
        return false;
      }
      next();
    }
    return true;
  }

  private void next() throws IOException {
    try {
      int length = in.readInt();
      boolean isLast = length < 0;
      int size = isLast ? -length : length;
      if (size < BackupCipher.TAG || size > BackupOutput.FRAME + BackupCipher.TAG) {
        throw new BackupException("The backup is damaged", null);
      }
      byte[] sealed = new byte[size];
      in.readFully(sealed);
      frame = cipher.open(sealed, isLast);
      position = 0;
      last = isLast;
    } catch (EOFException e) {
      throw new BackupException("The backup is cut off", e);
    } catch (GeneralSecurityException e) {
      throw new BackupException("The backup is damaged, or under another recovery key", e);
    }
  }
}
