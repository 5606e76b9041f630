package eu.paravent.client.internal.mimi;

import com.authlete.cbor.CBORItem;
import eu.paravent.client.UserId;
import eu.paravent.client.internal.cbor.Cbor;
import eu.paravent.client.internal.cbor.CborException;
import eu.paravent.client.internal.mimi.NestedPart.SinglePart;
import java.util.List;

/**
 * Asks every device to erase what a person said in the conversation before this. Devices answer
 * with a {@link StatusReport} on it.
 */
public record ErasurePart(UserId person) {
  public static final String CONTENT_TYPE = "application/vnd.paravent.erasure+cbor";

  private static final int VERSION = 1;

  public static boolean is(NestedPart body) {
    return body.is(CONTENT_TYPE);
  }

  public NestedPart part() {
    byte[] encoded = Cbor.array(Cbor.number(VERSION), Cbor.text(person.uri())).encode();
    return new SinglePart(NestedPart.UNSPECIFIED, "", CONTENT_TYPE, encoded);
  }

  /**
   * @throws CborException if a member sent something else
   */
  public static ErasurePart read(NestedPart body) throws CborException {
    List<? extends CBORItem> fields =
        Cbor.array(Cbor.decode(((SinglePart) body).content()), 2, "a request to erase");
    Cbor.number(fields.get(0), VERSION, VERSION, "version of a request to erase");
    try {
      return new ErasurePart(new UserId(Cbor.text(fields.get(1), "person")));
    } catch (IllegalArgumentException e) {
      throw new CborException("it is to erase what nobody said");
    }
  }
}
