package eu.paravent.client.store;

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
