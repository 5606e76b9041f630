package eu.paravent.client.internal.engine;

import com.authlete.cbor.CBORItem;
import eu.paravent.client.internal.cbor.Cbor;
import eu.paravent.client.internal.cbor.CborException;
import eu.paravent.client.internal.mimi.NestedPart;
import eu.paravent.client.internal.mimi.NestedPart.SinglePart;
import java.util.List;

/**
 * What devices of one person say to each other about history, as a message of the group. Its other
 * members see that it was said, and between whom.
 *
 * @param request id of the request that it is about
 * @param key for a request, what the answer is to be sealed to; for an offer, the encapsulation
 * @param sealed for an offer, what only the device that asked can open
 */
record HistoryPart(Kind kind, byte[] request, byte[] key, byte[] sealed) {
  static final String CONTENT_TYPE = "application/vnd.paravent.history+cbor";

  private static final int VERSION = 1, FIELDS = 5, ID = 16;
  private static final byte[] NONE = {};

  enum Kind {
    REQUEST,
    OFFER,
    DECLINE
  }

  static HistoryPart request(byte[] id, byte[] publicKey) {
    return new HistoryPart(Kind.REQUEST, id, publicKey, NONE);
  }

  static HistoryPart offer(byte[] id, HistorySeal.Sealed sealed) {
    return new HistoryPart(Kind.OFFER, id, sealed.encapsulation(), sealed.ciphertext());
  }

  static HistoryPart decline(byte[] id) {
    return new HistoryPart(Kind.DECLINE, id, NONE, NONE);
  }

  NestedPart part() {
    byte[] encoded =
        Cbor.array(
                Cbor.number(VERSION),
                Cbor.number(kind.ordinal()),
                Cbor.bytes(request),
                Cbor.bytes(key),
                Cbor.bytes(sealed))
            .encode();
    return new SinglePart(0, "", CONTENT_TYPE, encoded);
  }

  /**
   * @throws CborException if it is nothing that this version knows
   */
  static HistoryPart read(byte[] encoded) throws CborException {
    List<? extends CBORItem> f = Cbor.array(Cbor.decode(encoded), FIELDS, "a message on history");
    Cbor.number(f.get(0), VERSION, VERSION, "version");
    Kind kind = Kind.values()[(int) Cbor.number(f.get(1), 0, Kind.values().length - 1, "kind")];
    byte[] request = Cbor.bytes(f.get(2), "request");
    if (request.length != ID) {
      throw new CborException("a request with an id of another length");
    }
    return new HistoryPart(
        kind, request, Cbor.bytes(f.get(3), "key"), Cbor.bytes(f.get(4), "sealed"));
  }
}
