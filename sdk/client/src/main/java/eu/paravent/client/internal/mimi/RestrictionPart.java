package eu.paravent.client.internal.mimi;

import com.authlete.cbor.CBORItem;
import eu.paravent.client.UserId;
import eu.paravent.client.internal.cbor.Cbor;
import eu.paravent.client.internal.cbor.CborException;
import eu.paravent.client.internal.mimi.NestedPart.SinglePart;
import java.util.List;

/**
 * Asks every device to keep what a person said and not to use it, or lifts that again; or tells who
 * came in later how it stands, which means nothing to who knows.
 */
public record RestrictionPart(UserId person, Kind kind) {
  /** In the order of their numbers. */
  public enum Kind {
    LIFTED,
    RESTRICTED,
    RESTRICTED_BEFORE
  }

  public static final String CONTENT_TYPE = "application/vnd.paravent.restriction+cbor";

  private static final int VERSION = 1;

  public static boolean is(NestedPart body) {
    return body.is(CONTENT_TYPE);
  }

  public NestedPart part() {
    byte[] encoded =
        Cbor.array(Cbor.number(VERSION), Cbor.text(person.uri()), Cbor.number(kind.ordinal()))
            .encode();
    return new SinglePart(NestedPart.UNSPECIFIED, "", CONTENT_TYPE, encoded);
  }

  /**
   * @throws CborException if a member sent something else
   */
  public static RestrictionPart read(NestedPart body) throws CborException {
    List<? extends CBORItem> fields =
        Cbor.array(Cbor.decode(((SinglePart) body).content()), 3, "a request to restrict");
    Cbor.number(fields.get(0), VERSION, VERSION, "version of a request to restrict");
    try {
      int kind = (int) Cbor.number(fields.get(2), 0, Kind.values().length - 1, "restriction");
      return new RestrictionPart(
          new UserId(Cbor.text(fields.get(1), "person")), Kind.values()[kind]);
    } catch (IllegalArgumentException e) {
      throw new CborException("it is to restrict what nobody said");
    }
  }
}
