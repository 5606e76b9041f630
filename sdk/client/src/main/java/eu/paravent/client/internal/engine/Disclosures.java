package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.Disclosure;
import eu.paravent.client.internal.store.StoreTransaction;

/** What this client may tell the others beside messages. */
final class Disclosures {
  private static final int VERSION = 1;
  private static final String SPACE = Space.SETTING.title(), KEY = "disclosure";

  private final Core core;
  private final Disclosure permitted;

  Disclosures(Core core, Disclosure permitted) {
    this.core = core;
    this.permitted = permitted;
  }

  /** The person's own choice. */
  void choose(Disclosure wanted) {
    byte[] row =
        new Row.Writer(VERSION)
            .flag(wanted.delivered())
            .flag(wanted.read())
            .flag(wanted.typing())
            .flag(wanted.beforeGuests())
            .done();
    core.database.write(
        tx -> {
          tx.store().put(SPACE, KEY, row);
          return true;
        });
  }

  /** A guest belongs to no organisation that could forbid it. */
  Disclosure now(StoreTransaction tx) {
    Disclosure chosen =
        tx.get(SPACE, KEY)
            .map(row -> new Row.Reader(row, VERSION))
            .map(in -> new Disclosure(in.flag(), in.flag(), in.flag(), in.flag()))
            .orElse(Disclosure.NONE);
    return core.identity.user().guest() ? chosen : chosen.and(permitted);
  }

  Disclosure in(StoreTransaction tx, ConversationId id) {
    Disclosure now = now(tx);
    if (now.equals(Disclosure.NONE)) {
      // said of every message: whoever tells nothing need not know before whom
      return now;
    }
    boolean told =
        now.beforeGuests()
            || core.identity.user().guest()
            || Seats.users(Seat.all(tx, id)).stream().noneMatch(user -> user.guest());
    return told ? now : Disclosure.NONE;
  }
}
