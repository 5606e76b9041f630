package eu.paravent.client.internal.keys;

import eu.paravent.client.internal.cbor.CborException;
import eu.paravent.mls.Extensions;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The application data dictionary of a group context (mls-extensions draft, app_data_dictionary):
 * component data by component id, sorted. Ours is one component of the range for private use;
 * others are carried.
 */
public final class AppDataDictionary {
  /** Extension type of the dictionary. */
  public static final int TYPE = 0x0006;

  private static final int COMPONENT = 0xF0A1;
  private static final int VARINT_MOST = 0x3fff_ffff;

  private AppDataDictionary() {}

  static Optional<byte[]> component(Extensions context) throws CborException {
    Optional<byte[]> dictionary = context.find(TYPE);
    return dictionary.isPresent()
        ? Optional.ofNullable(read(dictionary.get()).get(COMPONENT))
        : Optional.empty();
  }

  static Extensions with(Extensions context, byte[] component) throws CborException {
    Optional<byte[]> dictionary = context.find(TYPE);
    TreeMap<Integer, byte[]> all =
        dictionary.isPresent() ? read(dictionary.get()) : new TreeMap<>();
    all.put(COMPONENT, component);
    return context.with(TYPE, write(all));
  }

  private static TreeMap<Integer, byte[]> read(byte[] encoded) throws CborException {
    ByteBuffer in = ByteBuffer.wrap(encoded);
    if (length(in) != in.remaining()) {
      throw new CborException("the application data dictionary has the wrong length");
    }
    TreeMap<Integer, byte[]> all = new TreeMap<>();
    int before = -1;
    while (in.hasRemaining()) {
      if (in.remaining() < 2) {
        throw new CborException("the application data dictionary ends too early");
      }
      int id = in.getShort() & 0xffff;
      int length = length(in);
      if (id <= before || length > in.remaining()) {
        throw new CborException("the application data dictionary is not in order");
      }
      byte[] data = new byte[length];
      in.get(data);
      all.put(id, data);
      before = id;
    }
    return all;
  }

  private static byte[] write(TreeMap<Integer, byte[]> all) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (Map.Entry<Integer, byte[]> entry : all.entrySet()) {
      body.write(entry.getKey() >>> 8);
      body.write(entry.getKey());
      opaque(entry.getValue(), body);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    opaque(body.toByteArray(), out);
    return out.toByteArray();
  }

  /** Variable-size vector length (RFC 9420 §2.1.2). */
  private static int length(ByteBuffer in) throws CborException {
    int size = in.hasRemaining() ? 1 << ((in.get(in.position()) & 0xff) >>> 6) : 8;
    if (size > 4 || in.remaining() < size) {
      throw new CborException("a length in the application data dictionary is not valid");
    }
    int value = in.get() & 0x3f;
    for (int i = 1; i < size; i++) {
      value = value << 8 | (in.get() & 0xff);
    }
    if ((size == 2 && value < 0x40) || (size == 4 && value < 0x4000)) {
      throw new CborException("a length in the application data dictionary is longer than needed");
    }
    return value;
  }

  private static void opaque(byte[] data, ByteArrayOutputStream out) {
    int n = data.length;
    if (n < 0x40) {
      out.write(n);
    } else if (n < 0x4000) {
      out.write(0x40 | n >>> 8);
      out.write(n);
    } else if (n <= VARINT_MOST) {
      out.write(0x80 | n >>> 24);
      out.write(n >>> 16);
      out.write(n >>> 8);
      out.write(n);
    } else {
      throw new IllegalArgumentException("Too much component data");
    }
    out.writeBytes(data);
  }
}
