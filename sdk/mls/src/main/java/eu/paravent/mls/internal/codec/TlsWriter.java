package eu.paravent.mls.internal.codec;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Writes what {@link TlsReader} reads (RFC 9420 §2.1). Not thread-safe. */
public final class TlsWriter {
  private static final int VARINT_LIMIT = 1 << 30;

  private byte[] bytes;
  private int length;

  public TlsWriter() {
    this(128);
  }

  public TlsWriter(int expected) {
    bytes = new byte[Math.max(16, expected)];
  }

  /** The encoding of one value. */
  public static byte[] encode(Consumer<TlsWriter> value) {
    TlsWriter writer = new TlsWriter();
    value.accept(writer);
    return writer.toBytes();
  }

  public byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  /** Bytes written so far. */
  public int length() {
    return length;
  }

  /** Best effort: forgets what was written; for buffers that held secrets. */
  public void wipe() {
    Arrays.fill(bytes, (byte) 0);
    length = 0;
  }

  private int grow(int count) {
    if (bytes.length - length < count) {
      byte[] old = bytes;
      int needed = Math.addExact(length, count);
      // many small values: twice as much; one big value: what follows it is small as a rule
      int most = Math.max(needed, Integer.MAX_VALUE - 8);
      long roomy = count > length ? needed + needed / 4L + 64 : Math.max(needed, old.length * 2L);
      bytes = Arrays.copyOf(old, (int) Math.min(roomy, most));
      Arrays.fill(old, 0, length, (byte) 0);
    }
    int at = length;
    length += count;
    return at;
  }

  public TlsWriter u8(int value) {
    int at = grow(1);
    bytes[at] = (byte) value;
    return this;
  }

  public TlsWriter u16(int value) {
    int at = grow(2);
    bytes[at] = (byte) (value >>> 8);
    bytes[at + 1] = (byte) value;
    return this;
  }

  public TlsWriter u32(long value) {
    return u16((int) (value >>> 16)).u16((int) value);
  }

  public TlsWriter u64(long value) {
    return u32(value >>> 32).u32(value);
  }

  public TlsWriter varint(int value) {
    if (value < 0 || value >= VARINT_LIMIT) {
      throw new IllegalArgumentException("A vector must be shorter than 2^30 bytes");
    }
    if (value < 1 << 6) {
      return u8(value);
    }
    if (value < 1 << 14) {
      return u16(1 << 14 | value);
    }
    return u32(0x80000000L | value);
  }

  /** Bytes without a length. */
  public TlsWriter raw(byte[] value) {
    int at = grow(value.length);
    System.arraycopy(value, 0, bytes, at, value.length);
    return this;
  }

  /** That many zero bytes. */
  public TlsWriter zeros(int count) {
    int at = grow(count);
    Arrays.fill(bytes, at, at + count, (byte) 0);
    return this;
  }

  /** opaque&lt;V&gt;. */
  public TlsWriter opaque(byte[] value) {
    return varint(value.length).raw(value);
  }

  /** A vector with whatever {@code content} writes. */
  public TlsWriter nested(Consumer<TlsWriter> content) {
    TlsWriter inner = new TlsWriter();
    content.accept(inner);
    varint(inner.length);
    int at = grow(inner.length);
    System.arraycopy(inner.bytes, 0, bytes, at, inner.length);
    return this;
  }

  /** T items&lt;V&gt;; {@code element} writes one item, as in {@code vector(list, Item::write)}. */
  public <T> TlsWriter vector(
      Collection<? extends T> items, BiConsumer<? super T, TlsWriter> element) {
    return nested(
        inner -> {
          for (T item : items) {
            element.accept(item, inner);
          }
        });
  }

  public <T> TlsWriter optional(
      Optional<? extends T> value, BiConsumer<? super T, TlsWriter> element) {
    u8(value.isPresent() ? 1 : 0);
    value.ifPresent(v -> element.accept(v, this));
    return this;
  }
}
