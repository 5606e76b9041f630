package eu.paravent.mls.internal.group;

import eu.paravent.mls.internal.codec.MalformedException;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.codec.TlsWriter;
import eu.paravent.mls.storage.StoredStateException;
import java.util.function.Consumer;

/** The frame of stored records: the first byte is the version of that kind of record. */
final class Stored {
  private static final int FIRST = 1;

  /** The rest of a record whose form changed. */
  @FunctionalInterface
  interface VersionedBody<T> {
    T read(int version, TlsReader in) throws MalformedException;
  }

  private Stored() {}

  static byte[] encode(Consumer<TlsWriter> body) {
    return encode(FIRST, body);
  }

  static byte[] encode(int version, Consumer<TlsWriter> body) {
    TlsWriter out = new TlsWriter(256).u8(version);
    body.accept(out);
    byte[] record = out.toBytes();
    out.wipe();
    return record;
  }

  /**
   * @param what names the record where it is damaged
   */
  static <T> T decode(byte[] record, String what, TlsReader.Parser<T> body) {
    return decode(record, what, FIRST, (version, in) -> body.read(in));
  }

  /**
   * @param newest version that is known: the body reads all up to it
   */
  static <T> T decode(byte[] record, String what, int newest, VersionedBody<T> body) {
    try {
      return TlsReader.parse(
          record,
          in -> {
            int version = in.u8();
            if (version < FIRST || version > newest) {
              throw new MalformedException("version " + version + " is unknown here");
            }
            return body.read(version, in);
          });
    } catch (MalformedException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new StoredStateException(
          "The store holds a damaged or newer record (" + what + "): restore or update", e);
    }
  }
}
