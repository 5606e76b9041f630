package eu.paravent.server.attachments.control.s3;

import eu.paravent.server.attachments.control.BlobStore;
import eu.paravent.server.attachments.control.FileBlobStores;
import eu.paravent.server.settings.control.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Random;

/** A process that puts one large blob into a store in pieces, reads it again, and deletes it. */
final class LargeBlob {
  private static final String ID = "AAECAwQFBgcICQoLDA0ODw";
  private static final long PIECE = 64L << 20;

  private LargeBlob() {}

  public static void main(String[] arguments) throws Exception {
    Path directory = Files.createDirectories(Path.of(arguments[0]));
    long size = Long.parseLong(arguments[1]);
    BlobStore store = store(directory);
    MessageDigest sent = MessageDigest.getInstance("SHA-256");
    try (Octets octets = new Octets(size)) {
      for (long offset = 0; offset < size; ) {
        InputStream piece = new DigestInputStream(octets.next(PIECE), sent);
        offset = store.append(ID, offset, piece, size);
      }
    }
    store.complete(ID);
    MessageDigest got = MessageDigest.getInstance("SHA-256");
    try (InputStream in = new DigestInputStream(store.open(ID, 0, size), got)) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
    }
    if (!Arrays.equals(sent.digest(), got.digest())) {
      throw new AssertionError("Other octets came back");
    }
    store.delete(ID);
    new PrintStream(System.out, true).println("carried " + size);
  }

  private static BlobStore store(Path directory) {
    if (System.getenv("PARAVENT_S3_ENDPOINT") == null) {
      return FileBlobStores.at(directory);
    }
    S3BlobStore store = new S3BlobStore();
    store.use(
        S3Settings.of(Settings.of(System.getenv())).bucket(InstantSource.system()),
        "tests/",
        directory);
    return store;
  }

  /** So many octets that nobody can guess, in pieces, from one small block. */
  private static final class Octets extends InputStream {
    private final byte[] block = new byte[64 << 10];
    private final Random random = new Random(5);
    private long left;
    private long ofPiece;

    Octets(long size) {
      left = size;
      random.nextBytes(block);
    }

    InputStream next(long most) {
      ofPiece = most;
      return this;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      int count = (int) Math.min(Math.min(length, block.length), Math.min(left, ofPiece));
      if (count == 0) {
        return -1;
      }
      block[random.nextInt(block.length)]++;
      System.arraycopy(block, 0, buffer, offset, count);
      left -= count;
      ofPiece -= count;
      return count;
    }
  }
}
