package eu.paravent.mls.internal.tree;

/**
 * Lifetime (RFC 9420 §7.2).
 *
 * @param notBefore seconds since 1970, unsigned
 * @param notAfter seconds since 1970, unsigned
 */
public record Lifetime(long notBefore, long notAfter) {
  public boolean covers(long epochSecond) {
    return Long.compareUnsigned(notBefore, epochSecond) <= 0
        && Long.compareUnsigned(epochSecond, notAfter) <= 0;
  }

  /** From beginning to end; for one whose end is not before its beginning. */
  public boolean longerThan(long seconds) {
    return Long.compareUnsigned(notAfter - notBefore, seconds) > 0;
  }
}
