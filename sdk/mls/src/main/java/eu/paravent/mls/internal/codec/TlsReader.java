package eu.paravent.mls.internal.codec;

import eu.paravent.mls.MlsException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads TLS presentation language with MLS's variable-size vectors (RFC 9420 §2.1). Every length is
 * checked against what remains before anything is allocated. Not thread-safe.
 */
public final class TlsReader {
  /** Reads one value. */
  @FunctionalInterface
  public interface Parser<T> {
    T read(TlsReader reader) throws MalformedException;
  }

  private final byte[] bytes;
  private final int end;
  private int position;

  public TlsReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  /** From a position to the end. */
  public TlsReader(byte[] bytes, int from) {
    this(bytes, from, bytes.length);
  }

  private TlsReader(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.position = from;
    this.end = end;
  }

  /** Reads exactly one value: trailing bytes are refused. */
  public static <T> T parse(byte[] bytes, Parser<T> parser) throws MalformedException {
    TlsReader reader = new TlsReader(bytes);
    T value = parser.read(reader);
    reader.finish();
    return value;
  }

  /**
   * As {@link #parse}, for callers that pass the verdict on.
   *
   * @param what names the structure in the message
   */
  public static <T> T parseOrRefuse(byte[] bytes, String what, Parser<T> parser)
      throws MlsException {
    try {
      return parse(bytes, parser);
    } catch (MalformedException e) {
      throw e.toMlsException(what);
    }
  }

  public int remaining() {
    return end - position;
  }

  public boolean hasMore() {
    return position < end;
  }

  /** Position in the underlying array, for {@link #since}. */
  public int position() {
    return position;
  }

  /** A copy of the bytes read since that position: hashes and signatures cover received bytes. */
  public byte[] since(int start) {
    return Arrays.copyOfRange(bytes, start, position);
  }

  public void finish() throws MalformedException {
    if (position != end) {
      throw new MalformedException((end - position) + " bytes too many");
    }
  }

  private int take(int count) throws MalformedException {
    if (count < 0 || count > end - position) {
      throw new MalformedException("ends " + (count - (end - position)) + " bytes too early");
    }
    int from = position;
    position += count;
    return from;
  }

  public int u8() throws MalformedException {
    return bytes[take(1)] & 0xff;
  }

  public int u16() throws MalformedException {
    int at = take(2);
    return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
  }

  /** 0 to 2^32 - 1. */
  public long u32() throws MalformedException {
    return (long) u16() << 16 | u16();
  }

  /** An unsigned long. */
  public long u64() throws MalformedException {
    return u32() << 32 | u32();
  }

  /** RFC 9420 §2.1.2: 1, 2 or 4 bytes, of minimal length, prefix 3 invalid. */
  public int varint() throws MalformedException {
    int first = u8();
    int low = first & 0x3f;
    switch (first >> 6) {
      case 0:
        return low;
      case 1:
        int two = low << 8 | u8();
        if (two < 1 << 6) {
          throw new MalformedException("length not minimal");
        }
        return two;
      case 2:
        int four = low << 24 | u8() << 16 | u16();
        if (four < 1 << 14) {
          throw new MalformedException("length not minimal");
        }
        return four;
      default:
        throw new MalformedException("invalid length prefix");
    }
  }

  public byte[] fixed(int count) throws MalformedException {
    int from = take(count);
    return Arrays.copyOfRange(bytes, from, from + count);
  }

  /** opaque&lt;V&gt;. */
  public byte[] opaque() throws MalformedException {
    return fixed(varint());
  }

  /** All that remains. */
  public byte[] rest() {
    byte[] rest = Arrays.copyOfRange(bytes, position, end);
    position = end;
    return rest;
  }

  /** A reader for the content of a vector; the caller finishes it. */
  public TlsReader nested() throws MalformedException {
    int length = varint();
    int from = take(length);
    return new TlsReader(bytes, from, from + length);
  }

  /** T items&lt;V&gt;. The element count is bounded by the bytes present. */
  public <T> List<T> vector(Parser<T> element) throws MalformedException {
    TlsReader inner = nested();
    List<T> items = new ArrayList<>();
    while (inner.hasMore()) {
      int before = inner.position;
      items.add(element.read(inner));
      if (inner.position == before) {
        throw new MalformedException("empty vector element");
      }
    }
    return List.copyOf(items);
  }

  /** RFC 9420 §2.1.1: the presence octet is 0 or 1. */
  public boolean present() throws MalformedException {
    int octet = u8();
    if (octet > 1) {
      throw new MalformedException("presence octet is neither 0 nor 1");
    }
    return octet == 1;
  }

  public <T> Optional<T> optional(Parser<T> value) throws MalformedException {
    return present() ? Optional.of(value.read(this)) : Optional.empty();
  }
}
