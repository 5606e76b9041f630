package eu.paravent.mls.crypto;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A secret: compared in constant time, never printed, wiped by {@link #close}. Wiping is best
 * effort: the virtual machine may have copied the bytes. Wiping while another thread reads is the
 * owner's mistake.
 */
public final class SecretBytes implements AutoCloseable {
  private final byte[] bytes;
  private boolean wiped;

  private SecretBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Takes over the array: the caller must not keep it. */
  public static SecretBytes wrap(byte[] bytes) {
    return new SecretBytes(bytes);
  }

  public static SecretBytes copyOf(byte[] bytes) {
    return new SecretBytes(bytes.clone());
  }

  /** The array itself: neither keep, change nor print it. */
  public byte[] expose() {
    if (wiped) {
      throw new IllegalStateException("This secret was wiped");
    }
    return bytes;
  }

  public SecretBytes copy() {
    return copyOf(expose());
  }

  public int length() {
    return bytes.length;
  }

  @Override
  public void close() {
    Arrays.fill(bytes, (byte) 0);
    wiped = true;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SecretBytes secret && equalInConstantTime(bytes, secret.bytes);
  }

  /** Takes a time that depends on the lengths only. Not of the JCA, which browsers lack. */
  private static boolean equalInConstantTime(byte[] one, byte[] other) {
    if (one.length != other.length) {
      return false;
    }
    int difference = 0;
    for (int i = 0; i < one.length; i++) {
      difference |= one[i] ^ other[i];
    }
    return difference == 0;
  }

  /** Constant, so that nothing about the secret shows. */
  @Override
  public int hashCode() {
    return 0x5ec7e7;
  }

  @Override
  public String toString() {
    return "SecretBytes[" + bytes.length + " bytes]";
  }
}
