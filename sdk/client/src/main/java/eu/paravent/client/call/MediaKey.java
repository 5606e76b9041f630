package eu.paravent.client.call;

import java.util.Arrays;

/**
 * The base key of a conversation's calls in one epoch (RFC 9605 §5.2), the same for all its
 * members, and known to nobody else. Another epoch has another one: who was removed hears nothing
 * from then on. Close it when it was handed on.
 */
public final class MediaKey implements AutoCloseable {
  /** Octets of every such key. */
  public static final int LENGTH = 32;

  private final long epoch;
  private final int member;
  private final byte[] key;

  /**
   * @param member the place of this device in the group, which no other member has
   * @param key wiped with this object
   */
  public MediaKey(long epoch, int member, byte[] key) {
    this.epoch = epoch;
    this.member = member;
    this.key = key;
  }

  /** In which epoch of the group it holds, unsigned (RFC 9420 §8.1). */
  public long epoch() {
    return epoch;
  }

  /** The place of this device in the group, which no other member has. */
  public int member() {
    return member;
  }

  /** A copy of the secret, for what encrypts the media. */
  public byte[] insecureBytes() {
    return key.clone();
  }

  @Override
  public void close() {
    Arrays.fill(key, (byte) 0);
  }

  @Override
  public String toString() {
    return "MediaKey[epoch " + epoch + "]";
  }
}
