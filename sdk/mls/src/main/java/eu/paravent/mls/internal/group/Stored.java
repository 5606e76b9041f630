package eu.paravent.mls.internal.group;

import eu.paravent.mls.internal.codec.MalformedException;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.codec.TlsWriter;
import eu.paravent.mls.storage.StoredStateException;
import java.util.function.Consumer;

/** The frame of stored records: the first byte is the version. */
final class Stored {
  private static final int VERSION = 1;

  private Stored() {}

  static byte[] encode(Consumer<TlsWriter> body) {
    TlsWriter out = new TlsWriter(256).u8(VERSION);
    body.accept(out);
    byte[] record = out.toBytes();
    out.wipe();
    return record;
  }

  /**
   * @param what names the record where it is damaged
   */
  static <T> T decode(byte[] record, String what, TlsReader.Parser<T> body) {
    try {
      return TlsReader.parse(
          record,
          in -> {
            int version = in.u8();
            if (version != VERSION) {
              throw new MalformedException("version " + version + " is unknown here");
            }
            return body.read(in);
          });
    } catch (MalformedException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new StoredStateException(
          "The store holds a damaged or newer record (" + what + "): restore or update", e);
    }
  }
}
