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
import eu.paravent.client.message.Picture;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What people see of a conversation and of each other: title, business reference, picture, names.
 * It travels as a message of its own content type, end to end encrypted like any other, so the
 * server knows none of it. Whoever adds people tells them; each tells the others its own name.
 *
 * @param revision of title, reference and picture: what counts less is not taken
 * @param direct whether it was begun for two people; empty where who says this does not know
 * @param begun by the clock of who began it; 1970 where nobody said
 * @param label how confidential it is; empty where who says this says nothing of that
 */
record Details(
    String title,
    Optional<BusinessReference> reference,
    Map<UserId, String> names,
    long revision,
    Optional<Picture> picture,
    Optional<Boolean> direct,
    Instant begun,
    Optional<Label> label) {
  static final String CONTENT_TYPE = "application/vnd.paravent.details+cbor";

  private static final int VERSION = 1, ROW = 1, NAMES_MOST = 2000, TEXT_MOST = 200;
  private static final int SETTLED = 9, LABELLED = 11;
  private static final long UNKNOWN = 0, GROUP = 1, DIRECT = 2;
  private static final long REVISION_MOST = 1L << 52, LAST_SECOND = 253_402_300_799L;
  private static final String SPACE = Space.NAME.title();

  /** What this client knows, for those who have just come. */
  static Details known(StoreTransaction tx, ConversationId id) {
    ConversationRow row = ConversationRow.load(tx, id);
    Map<UserId, String> names = new LinkedHashMap<>();
    for (UserId user : Seats.users(Seat.all(tx, id))) {
      name(tx, id, user).ifPresent(name -> names.put(user, name));
    }
    return of(row, Look.of(tx, id), names);
  }

  private static Details of(ConversationRow row, Look look, Map<UserId, String> names) {
    return new Details(
        row.title(),
        row.reference(),
        names,
        look.revision(),
        look.picture(),
        look.direct(),
        look.begun(),
        Optional.of(look.label()).filter(label -> label.heard() != Label.Heard.NOT));
  }

  /** Nothing but what a person is called. */
  static Details named(UserId user, String name) {
    return new Details(
        "",
        Optional.empty(),
        Map.of(user, name),
        0,
        Optional.empty(),
        Optional.empty(),
        Instant.EPOCH,
        Optional.empty());
  }

  /** This person gives it another title or picture: takes effect here, and is to be told. */
  static Details change(
      StoreTransaction tx, ConversationId id, String title, Optional<Picture> picture) {
    ConversationRow before = ConversationRow.load(tx, id);
    ConversationRow row = before.details(title, before.reference());
    Look known = Look.of(tx, id);
    Look look =
        new Look(known.revision() + 1, picture, known.direct(), known.begun(), known.label());
    row.save(tx);
    look.save(tx, id);
    return of(row, look, Map.of());
  }

  /** This person, an owner, says how confidential it is: takes effect here, and is to be told. */
  static Details label(StoreTransaction tx, ConversationId id, String words) {
    Look known = Look.of(tx, id);
    Look look = known.labelled(known.label().next(words));
    look.save(tx, id);
    return of(ConversationRow.load(tx, id), look, Map.of());
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
   * @return whether there was one
   */
  static boolean forgetName(StoreTransaction tx, ConversationId id, UserId user) {
    boolean known = tx.get(SPACE, key(id, user)).isPresent();
    tx.delete(SPACE, key(id, user));
    return known;
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
    boolean says = !title.isEmpty() || reference.isPresent() || revision > 0;
    if (sender.guest()) {
      return changed;
    }
    Look look = Look.of(tx, id);
    if (says && look.behind(of(row, look, Map.of()), this)) {
      changed |=
          !(row.title().equals(title)
              && row.reference().equals(reference)
              && look.picture().equals(picture));
      row.deleteReference(tx);
      row.details(title, reference).save(tx);
      look = look.with(this);
      look.save(tx, id);
    }
    if (look.direct().isEmpty() && direct.isPresent()) {
      look = look.settled(direct.get(), begun);
      look.save(tx, id);
    }
    return (label.isPresent() && labelled(tx, id, look, label.get(), sender)) || changed;
  }

  private static boolean labelled(
      StoreTransaction tx, ConversationId id, Look look, Label said, UserId sender) {
    Label known = look.label();
    Label next = known.after(said, Label.mayChange(tx, id, sender));
    if (!next.equals(known)) {
      look.labelled(next).save(tx, id);
    }
    return !next.words().equals(known.words());
  }

  /** What a revision is about, to tell two of the same number apart. */
  byte[] words() {
    return Cbor.array(
            Cbor.text(title),
            Cbor.text(reference.map(BusinessReference::toString).orElse("")),
            Cbor.bytes(picture.map(Picture::bytes).orElse(new byte[0])))
        .encode();
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
                new CBORItemList(people),
                Cbor.number(revision),
                Cbor.bytes(picture.map(Picture::bytes).orElse(new byte[0])),
                Cbor.number(direct.map(is -> is ? DIRECT : GROUP).orElse(UNKNOWN)),
                Cbor.number(begun.getEpochSecond()),
                Cbor.text(label.map(Label::words).orElse("")),
                Cbor.number(label.map(said -> said.revision() + 1).orElse(0L)))
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
    String title = cut(Cbor.text(fields.get(1), "title"));
    // earlier versions end here
    if (fields.size() < SETTLED) {
      return new Details(
          title,
          reference(type, key),
          names,
          0,
          Optional.empty(),
          Optional.empty(),
          Instant.EPOCH,
          Optional.empty());
    }
    long direct = Cbor.number(fields.get(7), UNKNOWN, Long.MAX_VALUE, "kind");
    return new Details(
        title,
        reference(type, key),
        names,
        Cbor.number(fields.get(5), 0, REVISION_MOST, "revision"),
        picture(Cbor.bytes(fields.get(6), "picture")),
        direct == UNKNOWN ? Optional.empty() : Optional.of(direct == DIRECT),
        Instant.ofEpochSecond(Cbor.number(fields.get(8), 0, LAST_SECOND, "begin")),
        fields.size() < LABELLED ? Optional.empty() : label(fields.get(9), fields.get(10)));
  }

  /** What is no label is not heard. */
  private static Optional<Label> label(CBORItem words, CBORItem said) throws CborException {
    String label = Cbor.text(words, "label");
    long revision = Cbor.number(said, 0, Long.MAX_VALUE, "label's revision") - 1;
    return revision < 0 || revision > Label.REVISION_MOST || !Label.fits(label)
        ? Optional.empty()
        : Optional.of(new Label(label, revision, Label.Heard.NOT));
  }

  private static Optional<Picture> picture(byte[] bytes) throws CborException {
    try {
      return bytes.length == 0 ? Optional.empty() : Optional.of(Picture.of(bytes));
    } catch (IllegalArgumentException e) {
      throw new CborException("the picture is none");
    }
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
