package eu.paravent.client.internal.mimi;

import com.authlete.cbor.CBORItem;
import com.authlete.cbor.CBORItemList;
import eu.paravent.client.internal.cbor.Cbor;
import eu.paravent.client.internal.cbor.CborException;
import eu.paravent.client.internal.mimi.NestedPart.SinglePart;
import eu.paravent.client.message.Poll;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is done to the message that is answered, beside what MIMI has a form for. Not shown as a
 * message.
 */
public sealed interface ActionPart {
  String CONTENT_TYPE = "application/vnd.paravent.action+cbor";

  /** A vote in the poll that is answered, in place of the voter's earlier one. */
  record Vote(List<Integer> options) implements ActionPart {}

  /** The poll that is answered takes no more votes. */
  record Close() implements ActionPart {}

  /** The message that is answered is pinned, or is not any more. */
  record Pin(boolean pinned) implements ActionPart {}

  static boolean is(NestedPart body) {
    return body.is(CONTENT_TYPE);
  }

  private static NestedPart part(CBORItem... fields) {
    return new SinglePart(NestedPart.UNSPECIFIED, "", CONTENT_TYPE, Cbor.array(fields).encode());
  }

  /** As it is sent. */
  default NestedPart part() {
    if (this instanceof Vote vote) {
      List<CBORItem> chosen = vote.options().stream().map(option -> Cbor.number(option)).toList();
      return part(Cbor.number(1), Cbor.text("vote"), new CBORItemList(chosen));
    } else if (this instanceof Pin pin) {
      return part(Cbor.number(1), Cbor.text("pin"), Cbor.bool(pin.pinned()));
    }
    return part(Cbor.number(1), Cbor.text("close"));
  }

  /**
   * Empty where a newer version does what this one does not know: passed over.
   *
   * @throws CborException if a member sent something else
   */
  static Optional<ActionPart> read(NestedPart body) throws CborException {
    List<? extends CBORItem> fields =
        Cbor.array(Cbor.decode(((SinglePart) body).content()), 2, "an action");
    Cbor.number(fields.get(0), 1, 1, "version of an action");
    String action = Cbor.text(fields.get(1), "action");
    switch (action) {
      case "vote":
        return Optional.of(vote(third(fields)));
      case "close":
        return Optional.of(new Close());
      case "pin":
        return Optional.of(new Pin(Cbor.bool(third(fields), "pinned")));
      default:
        return Optional.empty();
    }
  }

  private static CBORItem third(List<? extends CBORItem> fields) throws CborException {
    if (fields.size() < 3) {
      throw new CborException("an action without what it is about");
    }
    return fields.get(2);
  }

  private static Vote vote(CBORItem item) throws CborException {
    List<Integer> chosen = new ArrayList<>();
    for (CBORItem one : Cbor.array(item, 0, "a vote")) {
      int option = (int) Cbor.number(one, 0, Poll.OPTIONS_MOST - 1, "an answer");
      // in their order, each once: one vote has one form
      if (!chosen.isEmpty() && chosen.get(chosen.size() - 1) >= option) {
        throw new CborException("the answers of a vote are not in order");
      }
      chosen.add(option);
    }
    return new Vote(List.copyOf(chosen));
  }
}
