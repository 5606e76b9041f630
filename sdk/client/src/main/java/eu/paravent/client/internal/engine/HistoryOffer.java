package eu.paravent.client.internal.engine;

import com.authlete.cbor.CBORItem;
import com.authlete.cbor.CBORItemList;
import eu.paravent.client.internal.cbor.Cbor;
import eu.paravent.client.internal.cbor.CborException;
import eu.paravent.client.internal.mimi.NestedPart;
import eu.paravent.client.internal.mimi.NestedPart.ExternalPart;
import java.util.ArrayList;
import java.util.List;

/**
 * Where pieces of a conversation's history lie, and their keys.
 *
 * @param last whether there is no more of it
 * @param pieces each with the attachment's id in place of a URL
 */
record HistoryOffer(boolean last, List<ExternalPart> pieces) {
  private static final int VERSION = 1, FIELDS = 3, PIECE = 5, PIECES_MOST = 200;

  /** IANA AEAD and Named Information numbers: AES-256-GCM, SHA-256. */
  private static final int AES_256_GCM = 2, SHA_256 = 1;

  /** One message has so many at most. */
  static int most() {
    return PIECES_MOST;
  }

  byte[] bytes() {
    List<CBORItem> all = new ArrayList<>();
    for (ExternalPart piece : pieces) {
      all.add(
          Cbor.array(
              Cbor.text(piece.url()),
              Cbor.bytes(piece.key()),
              Cbor.bytes(piece.nonce()),
              Cbor.bytes(piece.contentHash()),
              Cbor.number(piece.size())));
    }
    return Cbor.array(Cbor.number(VERSION), Cbor.bool(last), new CBORItemList(all)).encode();
  }

  static HistoryOffer read(byte[] bytes) throws CborException {
    List<? extends CBORItem> f = Cbor.array(Cbor.decode(bytes), FIELDS, "an offer");
    Cbor.number(f.get(0), VERSION, VERSION, "version");
    List<? extends CBORItem> all = Cbor.array(f.get(2), 0, "pieces");
    if (all.size() > PIECES_MOST) {
      throw new CborException("an offer of more than " + PIECES_MOST + " pieces");
    }
    List<ExternalPart> pieces = new ArrayList<>();
    for (CBORItem item : all) {
      List<? extends CBORItem> p = Cbor.array(item, PIECE, "a piece");
      pieces.add(
          new ExternalPart(
              NestedPart.ATTACHMENT,
              "",
              HistoryPart.CONTENT_TYPE,
              Cbor.text(p.get(0), "attachment"),
              0,
              Cbor.number(p.get(4), 0, Long.MAX_VALUE, "size"),
              AES_256_GCM,
              Cbor.bytes(p.get(1), "key"),
              Cbor.bytes(p.get(2), "nonce"),
              new byte[0],
              SHA_256,
              Cbor.bytes(p.get(3), "hash"),
              "",
              ""));
    }
    return new HistoryOffer(Cbor.bool(f.get(1), "last"), List.copyOf(pieces));
  }
}
