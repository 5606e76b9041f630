package eu.paravent.mls.internal.framing;

/** How many zero bytes follow the content of a PrivateMessage (RFC 9420 §15.1). */
@FunctionalInterface
public interface Padding {
  int lengthFor(int unpadded);

  static Padding none() {
    return unpadded -> 0;
  }

  /**
   * Up to size classes: 256 bytes at least, then steps of an eighth of the next power of two, so
   * that the size gives little away and at most an eighth is wasted.
   */
  static Padding sizeClasses() {
    return unpadded -> {
      if (unpadded <= 256) {
        return 256 - unpadded;
      }
      int power = Integer.highestOneBit(unpadded - 1) << 1;
      int step = Math.max(64, power / 8);
      int rest = unpadded % step;
      return rest == 0 ? 0 : step - rest;
    };
  }
}
