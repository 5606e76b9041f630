package eu.paravent.client.internal.engine;

import com.authlete.cbor.CBORItem;
import com.authlete.cbor.CBORItemList;
import eu.paravent.client.BusinessReference;
import eu.paravent.client.ConversationId;
import eu.paravent.client.UserId;
import eu.paravent.client.internal.cbor.Cbor;
import eu.paravent.client.internal.cbor.CborException;
import eu.paravent.client.internal.mimi.NestedPart;
import eu.paravent.client.internal.mimi.NestedPart.SinglePart;
import eu.paravent.client.internal.store.StoreTransaction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What people see of a conversation and of each other: title, business reference, names. It travels
 * as a message of its own content type, end to end encrypted like any other, so the server knows
 * none of it. Whoever adds people tells them; each tells the others its own name.
 */
record Details(String title, Optional<BusinessReference> reference, Map<UserId, String> names) {
  static final String CONTENT_TYPE = "application/vnd.paravent.details+cbor";

  private static final int VERSION = 1, ROW = 1, NAMES_MOST = 2000, TEXT_MOST = 200;
  private static final String SPACE = "name";

  /** What this client knows, for those who have just come. */
  static Details known(StoreTransaction tx, ConversationId id) {
    ConversationRow row = ConversationRow.load(tx, id);
    Map<UserId, String> names = new LinkedHashMap<>();
    for (UserId user : Seats.users(Seat.all(tx, id))) {
      name(tx, id, user).ifPresent(name -> names.put(user, name));
    }
    return new Details(row.title(), row.reference(), names);
  }

  static Optional<String> name(StoreTransaction tx, ConversationId id, UserId user) {
    return tx.get(SPACE, key(id, user)).map(row -> new Row.Reader(row, ROW).text());
  }

  /**
   * @param own said by the user itself: that is not overruled by what others say of it
   * @return whether something changed
   */
  static boolean name(
      StoreTransaction tx, ConversationId id, UserId user, String name, boolean own) {
    Optional<byte[]> row = tx.get(SPACE, key(id, user));
    if (row.isPresent()) {
      Row.Reader in = new Row.Reader(row.get(), ROW);
      String known = in.text();
      if (known.equals(name) || (in.flag() && !own)) {
        return false;
      }
    }
    tx.put(SPACE, key(id, user), new Row.Writer(ROW).text(name).flag(own).done());
    return true;
  }

  /**
   * Takes over what a member says.
   *
   * @return whether something changed
   */
  boolean apply(StoreTransaction tx, ConversationId id, UserId sender) {
    boolean changed = false;
    for (Map.Entry<UserId, String> entry : names.entrySet()) {
      boolean own = entry.getKey().equals(sender);
      // a guest speaks for itself only
      if (own || !sender.guest()) {
        changed |= name(tx, id, entry.getKey(), entry.getValue(), own);
      }
    }
    ConversationRow row = ConversationRow.load(tx, id);
    boolean says = !title.isEmpty() || reference.isPresent();
    if (!sender.guest()
        && says
        && !(row.title().equals(title) && row.reference().equals(reference))) {
      row.deleteReference(tx);
      row.details(title, reference).save(tx);
      changed = true;
    }
    return changed;
  }

  NestedPart part() {
    List<CBORItem> people = new ArrayList<>();
    names.forEach((user, name) -> people.add(Cbor.array(Cbor.text(user.uri()), Cbor.text(name))));
    byte[] encoded =
        Cbor.array(
                Cbor.number(VERSION),
                Cbor.text(title),
                Cbor.text(reference.map(BusinessReference::type).orElse("")),
                Cbor.text(reference.map(BusinessReference::key).orElse("")),
                new CBORItemList(people))
            .encode();
    return new SinglePart(NestedPart.RENDER, "", CONTENT_TYPE, encoded);
  }

  /**
   * @throws CborException if a member sent something else
   */
  static Details read(byte[] encoded) throws CborException {
    List<? extends CBORItem> fields = Cbor.array(Cbor.decode(encoded), 5, "details");
    Cbor.number(fields.get(0), VERSION, VERSION, "version");
    Map<UserId, String> names = new LinkedHashMap<>();
    for (CBORItem item : Cbor.array(fields.get(4), 0, "names")) {
      List<? extends CBORItem> pair = Cbor.array(item, 2, "a name");
      if (names.size() < NAMES_MOST) {
        names.put(user(Cbor.text(pair.get(0), "user")), cut(Cbor.text(pair.get(1), "name")));
      }
    }
    String type = Cbor.text(fields.get(2), "reference type");
    String key = Cbor.text(fields.get(3), "reference key");
    return new Details(cut(Cbor.text(fields.get(1), "title")), reference(type, key), names);
  }

  private static Optional<BusinessReference> reference(String type, String key)
      throws CborException {
    try {
      return type.isEmpty() ? Optional.empty() : Optional.of(BusinessReference.of(type, key));
    } catch (IllegalArgumentException e) {
      throw new CborException("the business reference is not one");
    }
  }

  private static UserId user(String uri) throws CborException {
    try {
      return new UserId(uri);
    } catch (IllegalArgumentException e) {
      throw new CborException("a user is not one");
    }
  }

  private static String cut(String text) {
    return text.length() <= TEXT_MOST ? text : text.substring(0, TEXT_MOST);
  }

  private static String key(ConversationId id, UserId user) {
    return id + "/" + Hashes.name(user.uri());
  }
}
