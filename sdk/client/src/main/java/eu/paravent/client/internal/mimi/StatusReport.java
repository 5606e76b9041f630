package eu.paravent.client.internal.mimi;

import com.authlete.cbor.CBORItem;
import com.authlete.cbor.CBORItemList;
import eu.paravent.client.internal.cbor.Cbor;
import eu.paravent.client.internal.cbor.CborException;
import eu.paravent.client.internal.mimi.NestedPart.SinglePart;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of messages (draft-mahy-mimi-message-status): pairs of a MIMI message id and a
 * status.
 */
public record StatusReport(List<Item> items) {
  public static final String CONTENT_TYPE = "application/mimi-message-status";

  /** Statuses that are used here; others are passed over. */
  public static final int DELIVERED = 1, READ = 2, DELETED = 4, HIDDEN = 5;

  /** What one report may hold. */
  public static final int MOST = 1000;

  private static final int UNSPECIFIED = 0, MESSAGE_ID = 32, STATUS_MOST = 255;

  /**
   * @param messageId not copied, not to be changed
   */
  public record Item(byte[] messageId, int status) {}

  public NestedPart part() {
    List<CBORItem> encoded = new ArrayList<>();
    items.forEach(
        item -> encoded.add(Cbor.array(Cbor.bytes(item.messageId()), Cbor.number(item.status()))));
    return new SinglePart(UNSPECIFIED, "", CONTENT_TYPE, new CBORItemList(encoded).encode());
  }

  /**
   * @throws CborException if a member sent something else
   */
  public static StatusReport read(byte[] encoded) throws CborException {
    List<? extends CBORItem> all = Cbor.array(Cbor.decode(encoded), 1, "a status report");
    if (all.size() > MOST) {
      throw new CborException("a status report on more than " + MOST + " messages");
    }
    List<Item> items = new ArrayList<>();
    for (CBORItem one : all) {
      List<? extends CBORItem> pair = Cbor.array(one, 2, "the status of a message");
      byte[] messageId = Cbor.bytes(pair.get(0), "message id");
      if (pair.size() != 2 || messageId.length != MESSAGE_ID) {
        throw new CborException("the status of a message is not an id and a status");
      }
      items.add(new Item(messageId, (int) Cbor.number(pair.get(1), 0, STATUS_MOST, "status")));
    }
    return new StatusReport(List.copyOf(items));
  }
}
