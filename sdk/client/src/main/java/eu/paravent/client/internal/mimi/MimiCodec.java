package eu.paravent.client.internal.mimi;

import static eu.paravent.client.internal.cbor.Cbor.array;
import static eu.paravent.client.internal.cbor.Cbor.bytes;
import static eu.paravent.client.internal.cbor.Cbor.isNull;
import static eu.paravent.client.internal.cbor.Cbor.number;
import static eu.paravent.client.internal.cbor.Cbor.text;

import com.authlete.cbor.CBORItem;
import com.authlete.cbor.CBORItemList;
import com.authlete.cbor.CBORNull;
import com.authlete.cbor.CBORPair;
import com.authlete.cbor.CBORPairList;
import eu.paravent.client.internal.cbor.Cbor;
import eu.paravent.client.internal.cbor.CborException;
import eu.paravent.client.internal.mimi.MimiContent.Expiration;
import eu.paravent.client.internal.mimi.NestedPart.ExternalPart;
import eu.paravent.client.internal.mimi.NestedPart.MultiPart;
import eu.paravent.client.internal.mimi.NestedPart.NullPart;
import eu.paravent.client.internal.mimi.NestedPart.SinglePart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * MIMI content to CBOR and back (draft-ietf-mimi-content, appendix CDDL Schemas). What it reads, it
 * writes byte for byte.
 */
public final class MimiCodec {
  private static final int NULL = 0, SINGLE = 1, EXTERNAL = 2, MULTI = 3;
  private static final int SALT = 16, MESSAGE_ID = 32, FIELDS = 7;
  private static final long UINT32 = 0xffff_ffffL;

  private MimiCodec() {}

  public static byte[] encode(MimiContent content) {
    List<CBORItem> fields = new ArrayList<>(FIELDS);
    fields.add(bytes(content.salt()));
    fields.add(optional(content.replaces()));
    fields.add(bytes(content.topicId()));
    fields.add(
        content
            .expires()
            .<CBORItem>map(e -> array(Cbor.bool(e.relative()), number(e.time())))
            .orElse(CBORNull.INSTANCE));
    fields.add(optional(content.inReplyTo()));
    fields.add(new CBORPairList(content.extensions()));
    fields.add(encode(content.body()));
    return new CBORItemList(fields).encode();
  }

  private static CBORItem optional(Optional<byte[]> value) {
    return value.map(Cbor::bytes).orElse(CBORNull.INSTANCE);
  }

  private static CBORItem encode(NestedPart part) {
    List<CBORItem> out =
        new ArrayList<>(List.of(number(part.disposition()), text(part.language())));
    if (part instanceof NullPart) {
      out.add(number(NULL));
    } else if (part instanceof SinglePart single) {
      out.addAll(List.of(number(SINGLE), text(single.contentType()), bytes(single.content())));
    } else if (part instanceof ExternalPart external) {
      out.addAll(List.of(number(EXTERNAL), text(external.contentType()), text(external.url())));
      out.addAll(
          List.of(number(external.expires()), number(external.size()), number(external.encAlg())));
      out.addAll(List.of(bytes(external.key()), bytes(external.nonce()), bytes(external.aad())));
      out.addAll(List.of(number(external.hashAlg()), bytes(external.contentHash())));
      out.addAll(List.of(text(external.description()), text(external.filename())));
    } else if (part instanceof MultiPart multi) {
      out.addAll(List.of(number(MULTI), number(multi.partSemantics())));
      out.add(new CBORItemList(multi.parts().stream().map(MimiCodec::encode).toList()));
    }
    return new CBORItemList(out);
  }

  /**
   * Fields that a later draft appends are refused: without them the message cannot be written again
   * as it came.
   */
  public static MimiContent decode(byte[] encoded) throws CborException {
    List<? extends CBORItem> fields = exactly(Cbor.decode(encoded), FIELDS, "the message");
    return new MimiContent(
        sized(fields.get(0), SALT, "salt"),
        messageId(fields.get(1), "replaces"),
        bytes(fields.get(2), "topicId"),
        expiration(fields.get(3)),
        messageId(fields.get(4), "inReplyTo"),
        extensions(fields.get(5)),
        part(fields.get(6)));
  }

  private static Optional<byte[]> messageId(CBORItem item, String what) throws CborException {
    return isNull(item) ? Optional.empty() : Optional.of(sized(item, MESSAGE_ID, what));
  }

  private static Optional<Expiration> expiration(CBORItem item) throws CborException {
    if (isNull(item)) {
      return Optional.empty();
    }
    List<? extends CBORItem> pair = exactly(item, 2, "expires");
    return Optional.of(
        new Expiration(Cbor.bool(pair.get(0), "relative"), number(pair.get(1), 0, UINT32, "time")));
  }

  private static List<CBORPair> extensions(CBORItem item) throws CborException {
    if (!(item instanceof CBORPairList map)) {
      throw new CborException("the extensions are not a map");
    }
    return map.getPairs() == null ? List.of() : List.copyOf(map.getPairs());
  }

  private static NestedPart part(CBORItem item) throws CborException {
    List<? extends CBORItem> f = array(item, 3, "a body part");
    int disposition = (int) number(f.get(0), 0, 255, "disposition");
    String language = text(f.get(1), "language");
    int cardinality = (int) number(f.get(2), NULL, MULTI, "cardinality");
    switch (cardinality) {
      case NULL:
        exactly(item, 3, "an empty part");
        return new NullPart(disposition, language);
      case SINGLE:
        exactly(item, 5, "a single part");
        return new SinglePart(
            disposition, language, text(f.get(3), "contentType"), bytes(f.get(4), "content"));
      case EXTERNAL:
        exactly(item, 15, "an external part");
        return new ExternalPart(
            disposition,
            language,
            text(f.get(3), "contentType"),
            text(f.get(4), "url"),
            number(f.get(5), 0, UINT32, "expires"),
            number(f.get(6), 0, Long.MAX_VALUE, "size"),
            (int) number(f.get(7), 0, 0xffff, "encAlg"),
            bytes(f.get(8), "key"),
            bytes(f.get(9), "nonce"),
            bytes(f.get(10), "aad"),
            (int) number(f.get(11), 0, 0xff, "hashAlg"),
            bytes(f.get(12), "contentHash"),
            text(f.get(13), "description"),
            text(f.get(14), "filename"));
      default:
        exactly(item, 5, "a multipart");
        List<NestedPart> parts = new ArrayList<>();
        for (CBORItem nested : array(f.get(4), 2, "the parts of a multipart")) {
          parts.add(part(nested));
        }
        return new MultiPart(
            disposition,
            language,
            (int) number(f.get(3), 0, 2, "partSemantics"),
            List.copyOf(parts));
    }
  }

  private static byte[] sized(CBORItem item, int length, String what) throws CborException {
    byte[] value = bytes(item, what);
    if (value.length != length) {
      throw new CborException(what + " does not have " + length + " bytes");
    }
    return value;
  }

  private static List<? extends CBORItem> exactly(CBORItem item, int size, String what)
      throws CborException {
    List<? extends CBORItem> list = array(item, size, what);
    if (list.size() != size) {
      throw new CborException(what + " has " + list.size() + " fields instead of " + size);
    }
    return list;
  }
}
