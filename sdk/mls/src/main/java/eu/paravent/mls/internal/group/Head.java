package eu.paravent.mls.internal.group;

import eu.paravent.mls.internal.codec.MalformedException;
import eu.paravent.mls.internal.codec.TlsReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a group stands.
 *
 * @param epoch name of the current epoch
 * @param past names of the past epochs still kept, newest first
 * @param status whether this client can still act in it
 */
record Head(String epoch, List<String> past, Status status) {
  /** Past epochs kept for late application messages. */
  static final int KEPT_EPOCHS = 3;

  enum Status {
    ACTIVE,
    /** This client was removed. */
    REMOVED,
    /** A ReInit was committed: RFC 9420 §12.4.2 forbids to go on. */
    REINITIALIZED
  }

  static Head active(String epoch) {
    return new Head(epoch, List.of(), Status.ACTIVE);
  }

  /** The head after an epoch change. */
  Head advanced(String next, Status nextStatus) {
    List<String> kept = new ArrayList<>();
    kept.add(epoch);
    kept.addAll(past);
    return new Head(
        next, List.copyOf(kept.subList(0, Math.min(KEPT_EPOCHS, kept.size()))), nextStatus);
  }

  byte[] encode() {
    return Stored.encode(
        out ->
            out.opaque(bytes(epoch))
                .vector(past, (name, w) -> w.opaque(bytes(name)))
                .u8(status.ordinal()));
  }

  private static byte[] bytes(String name) {
    return name.getBytes(StandardCharsets.US_ASCII);
  }

  static Head decode(byte[] record) {
    return Stored.decode(record, "head", Head::read);
  }

  private static Head read(TlsReader in) throws MalformedException {
    String epoch = text(in);
    List<String> past = in.vector(Head::text);
    int status = in.u8();
    if (status >= Status.values().length) {
      throw new MalformedException("status " + status);
    }
    return new Head(epoch, past, Status.values()[status]);
  }

  private static String text(TlsReader in) throws MalformedException {
    return new String(in.opaque(), StandardCharsets.US_ASCII);
  }
}
