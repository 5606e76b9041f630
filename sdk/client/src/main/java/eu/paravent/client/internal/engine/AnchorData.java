package eu.paravent.client.internal.engine;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * The authenticated data of an application message: CBOR {@code [counter, sequence, hash]}
 * (docs/protocol-v1.md), in deterministic encoding (RFC 8949 §4.2.1), so that a value has one
 * spelling.
 */
record AnchorData(long counter, long sequence, byte[] hash) {
  private static final int UNSIGNED = 0, BYTES = 2, ARRAY = 4;
  private static final int HASH_LENGTH = 32;

  byte[] encode() {
    ByteBuffer out = ByteBuffer.allocate(3 + 9 + 9 + hash.length);
    head(out, ARRAY, 3);
    head(out, UNSIGNED, counter);
    head(out, UNSIGNED, sequence);
    head(out, BYTES, hash.length);
    out.put(hash);
    return Arrays.copyOf(out.array(), out.position());
  }

  /** Empty for anything else than what {@link #encode} writes. */
  static Optional<AnchorData> decode(byte[] data) {
    ByteBuffer in = ByteBuffer.wrap(data);
    try {
      if (value(in, ARRAY) != 3) {
        return Optional.empty();
      }
      long counter = value(in, UNSIGNED);
      long sequence = value(in, UNSIGNED);
      long length = value(in, BYTES);
      boolean none = sequence == 0 && length == 0;
      if (counter < 0 || sequence < 0 || !(none || length == HASH_LENGTH)) {
        return Optional.empty();
      }
      byte[] hash = new byte[(int) length];
      in.get(hash);
      AnchorData decoded = new AnchorData(counter, sequence, hash);
      return Arrays.equals(decoded.encode(), data) ? Optional.of(decoded) : Optional.empty();
    } catch (BufferUnderflowException e) {
      return Optional.empty();
    }
  }

  private static void head(ByteBuffer out, int type, long value) {
    int top = type << 5;
    if (value < 24) {
      out.put((byte) (top | value));
    } else if (value < 1L << 8) {
      out.put((byte) (top | 24)).put((byte) value);
    } else if (value < 1L << 16) {
      out.put((byte) (top | 25)).putShort((short) value);
    } else if (value < 1L << 32) {
      out.put((byte) (top | 26)).putInt((int) value);
    } else {
      out.put((byte) (top | 27)).putLong(value);
    }
  }

  /** The value of the next head, or -1 where it is of another type or too large. */
  private static long value(ByteBuffer in, int type) {
    int first = in.get() & 0xff;
    if (first >> 5 != type) {
      return -1;
    }
    switch (first & 31) {
      case 24:
        return in.get() & 0xff;
      case 25:
        return in.getShort() & 0xffff;
      case 26:
        return in.getInt() & 0xffff_ffffL;
      case 27:
        return in.getLong();
      default:
        return (first & 31) < 24 ? first & 31 : -1;
    }
  }
}
