package eu.paravent.client.store;

import eu.paravent.client.internal.store.OpenKeyFile;
import eu.paravent.client.internal.store.WrappedKeyFile;
import eu.paravent.client.spi.KeyWrapping;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The secret that seals a store: 32 bytes from a good random source or a key management system.
 * Whoever has it and the database reads everything; whoever loses it reads nothing any more. Wiped
 * by {@link #close}, as far as the virtual machine allows.
 */
public final class StoreKey implements AutoCloseable {
  /** Length in bytes. */
  public static final int LENGTH = 32;

  private final byte[] bytes;
  private boolean wiped;

  private StoreKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * @param bytes 32 bytes; copied, so the caller can wipe its own
   */
  public static StoreKey copyOf(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException(
          "A store key has " + LENGTH + " bytes, not " + bytes.length);
    }
    return new StoreKey(bytes.clone());
  }

  /**
   * A key that lies in a file, wrapped by one that its keeper does not give out. Where there is no
   * file, a new key and the file are made.
   *
   * @throws StoreException if the file cannot be read or written, or the keeper refuses
   */
  public static StoreKey wrapped(Path file, KeyWrapping wrapping) {
    return WrappedKeyFile.open(file, wrapping);
  }

  /**
   * A key that lies open in a file, for the owner's eyes where the file system knows owners. Where
   * there is no file, a new key and the file are made. Whoever can read the file can read the
   * store: good for one's own machine and for trying things; elsewhere see {@link #wrapped}.
   *
   * @throws StoreException if the file cannot be read or written, or holds something else
   */
  public static StoreKey inFile(Path file) {
    return OpenKeyFile.open(file);
  }

  /**
   * Puts a wrapped key under another wrapping key; the store is not touched.
   *
   * @throws StoreException as {@link #wrapped}; the file is as it was then
   */
  public static void rewrap(Path file, KeyWrapping from, KeyWrapping to) {
    try (StoreKey key = WrappedKeyFile.open(file, from)) {
      WrappedKeyFile.write(file, key.insecureBytes(), to);
    }
  }

  /**
   * A copy of the secret, named so that its uses are easily found.
   *
   * @throws IllegalStateException after {@link #close}
   */
  public synchronized byte[] insecureBytes() {
    if (wiped) {
      throw new IllegalStateException(
          "The store key was wiped: make a new one for each store that is opened");
    }
    return bytes.clone();
  }

  @Override
  public synchronized void close() {
    Arrays.fill(bytes, (byte) 0);
    wiped = true;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StoreKey key && MessageDigest.isEqual(bytes, key.bytes);
  }

  /** Constant, so that nothing about the secret shows. */
  @Override
  public int hashCode() {
    return LENGTH;
  }

  @Override
  public String toString() {
    return "StoreKey[secret]";
  }
}
