package eu.paravent.server.attachments.control.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One part on its way, in a file of its own that goes with it: however many clients upload, and
 * however slowly, memory holds one small buffer for each of them. Not thread-safe.
 */
final class Spool implements AutoCloseable {
  private static final int BUFFER = 64 << 10;

  private final Path file;
  private final OutputStream out;
  private final MessageDigest digest = SigV4.newSha256();
  private final byte[] buffer = new byte[BUFFER];
  private final long most;
  private long size;
  private boolean ended;
  private @Nullable IOException brokeOff;

  /**
   * @param most octets of a part
   */
  Spool(Path directory, long most) throws IOException {
    this.most = most;
    file = Files.createTempFile(directory, "part", "");
    out = Files.newOutputStream(file, StandardOpenOption.TRUNCATE_EXISTING);
  }

  /** Until it is full, the stream ends, or breaks off, which is no exception yet. */
  void fill(InputStream in) throws IOException {
    while (size < most && !ended) {
      int read = read(in, (int) Math.min(buffer.length, most - size));
      if (read < 0) {
        ended = true;
      } else {
        out.write(buffer, 0, read);
        digest.update(buffer, 0, read);
        size += read;
      }
    }
    out.flush();
  }

  /** With another stream. */
  void goOn() {
    ended = false;
  }

  private int read(InputStream in, int length) {
    try {
      return in.read(buffer, 0, length);
    } catch (IOException e) {
      brokeOff = e;
      return -1;
    }
  }

  boolean full() {
    return size == most;
  }

  long size() {
    return size;
  }

  /** Why the stream ended before its end. */
  Optional<IOException> brokeOff() {
    return Optional.ofNullable(brokeOff);
  }

  /** To be asked once, when nothing more comes in. */
  Body body() throws IOException {
    out.close();
    return new Body(
        size, HexFormat.of().formatHex(digest.digest()), () -> Files.newInputStream(file));
  }

  @Override
  public void close() throws IOException {
    out.close();
    Files.deleteIfExists(file);
  }
}
