package eu.paravent.mls.internal.provider;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Digests of signatures that verified: whoever presents the same key, content and signature again
 * is not made to wait for the same answer. Nothing that failed is remembered. Bounded: a newer
 * digest takes the place of an older one that falls into the same slot.
 *
 * <p>Used by several threads without a lock. What a race can cost is an entry, or an entry seen too
 * late: then the signature is verified again. A half-visible digest is unequal to any other.
 */
final class VerifiedSignatures {
  /** Of a group of 1,000, seven of eight leaves are found again. */
  private static final int SLOTS = 4096;

  private byte @Nullable [] @Nullable [] digests;

  /**
   * @param digest at least 32 bytes, over everything that the verdict depends on
   */
  boolean contains(byte[] digest) {
    byte @Nullable [] @Nullable [] known = digests;
    if (known == null) {
      return false;
    }
    byte[] found = known[slot(digest)];
    return found != null && Arrays.equals(found, digest);
  }

  /** Keeps the array. */
  void add(byte[] digest) {
    byte @Nullable [] @Nullable [] known = digests;
    if (known == null) {
      known = new byte[SLOTS] @Nullable [];
      digests = known;
    }
    known[slot(digest)] = digest;
  }

  private static int slot(byte[] digest) {
    return ((digest[0] & 0xff) << 8 | (digest[1] & 0xff)) % SLOTS;
  }
}
