package eu.paravent.client.internal.cbor;

/**
 * Walks over bytes from outside before the decoder sees them: exactly one item, definite lengths
 * that fit in what is there, shortest heads, bounded depth (RFC 8949 §4.2.1). So the decoder
 * allocates nothing that was not sent.
 */
final class WellFormed {
  private static final int DEPTH_MOST = 16;

  private final byte[] bytes;
  private int position;

  private WellFormed(byte[] bytes) {
    this.bytes = bytes;
  }

  static void check(byte[] bytes) throws CborException {
    WellFormed walk = new WellFormed(bytes);
    walk.item(0);
    if (walk.position != bytes.length) {
      throw new CborException((bytes.length - walk.position) + " bytes follow the CBOR item");
    }
  }

  private void item(int depth) throws CborException {
    if (depth > DEPTH_MOST) {
      throw new CborException("CBOR is nested deeper than " + DEPTH_MOST);
    }
    int head = next();
    int major = head >> 5;
    int info = head & 0x1f;
    if (major == 7) {
      simple(info);
      return;
    }
    long argument = argument(info);
    switch (major) {
      case 0, 1 -> {}
      case 2, 3 -> skip(argument);
      case 4 -> items(argument, depth);
      case 5 -> {
        // before doubling, and unsigned: 2^63 pairs would come out as no item at all
        if (Long.compareUnsigned(argument, remaining()) > 0) {
          throw tooShort();
        }
        items(argument * 2, depth);
      }
      default -> throw new CborException("CBOR tags are not part of this format");
    }
  }

  private void items(long count, int depth) throws CborException {
    // each item has at least one byte
    if (Long.compareUnsigned(count, remaining()) > 0) {
      throw tooShort();
    }
    for (long i = 0; i < count; i++) {
      item(depth + 1);
    }
  }

  private void simple(int info) throws CborException {
    switch (info) {
      case 20, 21, 22 -> {}
      case 25 -> skip(2);
      case 26 -> skip(4);
      case 27 -> skip(8);
      default -> throw new CborException("an unknown simple CBOR value");
    }
  }

  private long argument(int info) throws CborException {
    if (info < 24) {
      return info;
    }
    int length =
        switch (info) {
          case 24 -> 1;
          case 25 -> 2;
          case 26 -> 4;
          case 27 -> 8;
          default -> throw new CborException("CBOR of indefinite length");
        };
    long value = 0;
    for (int i = 0; i < length; i++) {
      value = value << 8 | next();
    }
    long least = length == 1 ? 24 : 1L << (length * 4);
    if (Long.compareUnsigned(value, least) < 0) {
      throw new CborException("a CBOR head that is longer than needed");
    }
    return value;
  }

  private int next() throws CborException {
    if (position >= bytes.length) {
      throw tooShort();
    }
    return bytes[position++] & 0xff;
  }

  private void skip(long count) throws CborException {
    if (Long.compareUnsigned(count, remaining()) > 0) {
      throw tooShort();
    }
    position += (int) count;
  }

  private int remaining() {
    return bytes.length - position;
  }

  private static CborException tooShort() {
    return new CborException("the CBOR ends too early");
  }
}
