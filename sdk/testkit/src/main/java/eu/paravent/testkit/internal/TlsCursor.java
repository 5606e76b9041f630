package eu.paravent.testkit.internal;

import java.util.Arrays;

/** Reads the presentation language of RFC 9420 §2.1; throws {@link Malformed} beyond the end. */
final class TlsCursor {
  private final byte[] bytes;
  private final int end;
  private int at;

  TlsCursor(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  private TlsCursor(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  boolean more() {
    return at < end;
  }

  /** RFC 9420 §2.1: a structure with something behind it is malformed. */
  void requireEnd() {
    if (more()) {
      throw new Malformed("trailing bytes");
    }
  }

  int u8() {
    return (int) number(1);
  }

  int u16() {
    return (int) number(2);
  }

  long u32() {
    return number(4);
  }

  long u64() {
    return number(8);
  }

  byte[] opaque() {
    int length = length();
    at += length;
    return Arrays.copyOfRange(bytes, at - length, at);
  }

  /** The content of a vector, to be read on its own. */
  TlsCursor vector() {
    int length = length();
    at += length;
    return new TlsCursor(bytes, at - length, at);
  }

  void skip() {
    at += length();
  }

  private long number(int size) {
    require(size);
    long value = 0;
    for (int i = 0; i < size; i++) {
      value = value << 8 | (bytes[at++] & 0xff);
    }
    return value;
  }

  private int length() {
    require(1);
    int size = 1 << (bytes[at] >> 6 & 3);
    if (size == 8) {
      throw new Malformed("a length with the prefix 11");
    }
    long value = number(size) & ((1L << (8 * size - 2)) - 1);
    if (size > 1 && value < 1L << (8 * (size / 2) - 2)) {
      throw new Malformed("a length longer than need be");
    }
    require(value);
    return (int) value;
  }

  private void require(long size) {
    if (size > end - at) {
      throw new Malformed("it ends too early");
    }
  }

  static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message);
    }
  }
}
