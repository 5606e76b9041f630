package eu.paravent.client.internal.engine;

import com.authlete.cbor.CBORItem;
import eu.paravent.client.call.CallSignal;
import eu.paravent.client.call.CallSignal.Kind;
import eu.paravent.client.internal.cbor.Cbor;
import eu.paravent.client.internal.cbor.CborException;
import eu.paravent.client.internal.mimi.NestedPart;
import eu.paravent.client.internal.mimi.NestedPart.SinglePart;
import java.util.List;

/**
 * A call's signal as it travels: {@code [version, call, kind, video, from, to, description]} in
 * deterministic CBOR, as a message of its own content type.
 */
final class CallMessage {
  static final String CONTENT_TYPE = "application/vnd.paravent.call+cbor";

  private static final int VERSION = 1;
  private static final List<Kind> KINDS =
      List.of(Kind.RING, Kind.JOIN, Kind.OFFER, Kind.ANSWER, Kind.DECLINE, Kind.LEAVE);

  private CallMessage() {}

  static NestedPart part(CallSignal signal) {
    byte[] encoded =
        Cbor.array(
                Cbor.number(VERSION),
                Cbor.text(signal.call()),
                Cbor.number(KINDS.indexOf(signal.kind())),
                Cbor.bool(signal.video()),
                Cbor.text(signal.from()),
                Cbor.text(signal.to()),
                Cbor.text(signal.description()))
            .encode();
    return new SinglePart(NestedPart.RENDER, "", CONTENT_TYPE, encoded);
  }

  /**
   * @throws CborException if a member sent something else
   */
  static CallSignal read(byte[] encoded) throws CborException {
    List<? extends CBORItem> fields = Cbor.array(Cbor.decode(encoded), 7, "a call's signal");
    Cbor.number(fields.get(0), VERSION, VERSION, "version");
    int kind = (int) Cbor.number(fields.get(2), 0, KINDS.size() - 1, "kind");
    try {
      return new CallSignal(
          Cbor.text(fields.get(1), "call"),
          KINDS.get(kind),
          Cbor.bool(fields.get(3), "video"),
          Cbor.text(fields.get(4), "from"),
          Cbor.text(fields.get(5), "to"),
          Cbor.text(fields.get(6), "description"));
    } catch (IllegalArgumentException e) {
      throw new CborException(String.valueOf(e.getMessage()), e);
    }
  }
}
