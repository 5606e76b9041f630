package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.Message;
import eu.paravent.client.UserId;
import eu.paravent.client.event.ChatEvent.MessageChanged.Change;
import eu.paravent.client.internal.cbor.CborException;
import eu.paravent.client.internal.mimi.MimiContent;
import eu.paravent.client.internal.mimi.RestrictionPart;
import eu.paravent.client.internal.mimi.RestrictionPart.Kind;
import eu.paravent.client.internal.store.StoreTransaction;
import eu.paravent.client.privacy.Restriction;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is kept and not used: an entry of the log says whose words, another one lifts it, so that
 * all devices hide the same. The person itself goes on seeing what it said.
 */
final class Restrictions {
  private static final int PAGE = 200, VERSION = 1;
  private static final String SPACE = Space.RESTRICTION.title();

  private final Core core;

  Restrictions(Core core) {
    this.core = core;
  }

  static boolean is(MimiContent content) {
    return RestrictionPart.is(content.body());
  }

  /**
   * A request came, or one's own was taken by the server. Who may ask is who may have it erased.
   *
   * @param sender verified
   */
  void said(Tx tx, ConversationId id, UserId sender, MimiContent content, Instant time)
      throws CborException {
    RestrictionPart said = RestrictionPart.read(content.body());
    UserId person = said.person();
    if (!Erasures.allowed(tx.store(), id, sender, person)) {
      core.events.unreadable(
          tx, id, Optional.of(sender), "It asks to restrict what another person said");
      return;
    }
    Optional<Stored> known = Stored.find(tx.store(), id, person);
    boolean was = known.filter(Stored::active).isPresent();
    boolean is = said.kind() != Kind.LIFTED;
    if (was == is || (said.kind() == Kind.RESTRICTED_BEFORE && known.isPresent())) {
      return;
    }
    boolean hidden = is && !person.equals(core.identity.user());
    new Stored(new Restriction(id, person, sender, time), hidden, is).save(tx.store());
    PrivacyEvents.restriction(core.events, tx, id, person, sender, is);
    changed(tx, id, person);
  }

  /** Each message is to be shown anew. */
  private void changed(Tx tx, ConversationId id, UserId person) {
    long from = 0;
    List<Messages.Present> page;
    do {
      page = Messages.present(tx.store(), id, from, PAGE);
      for (Messages.Present one : page) {
        if (one.sender().equals(person)
            && one.state() == Message.State.RECEIVED
            && !one.gone()
            && Messages.shown(tx.store(), id, one.place())) {
          core.events.changed(tx, id, one.place(), person, Change.RESTRICTION);
        }
        from = one.place();
      }
    } while (page.size() == PAGE);
  }

  /** Somebody came in, who cannot read what was said before. */
  static void tell(Tx tx, ConversationId id, Core core, Outbox outbox) {
    for (Restriction one : all(tx.store(), id)) {
      if (one.by().equals(core.identity.user())) {
        RestrictionPart part = new RestrictionPart(one.person(), Kind.RESTRICTED_BEFORE);
        outbox.enqueueHidden(tx, id, part.part());
      }
    }
  }

  /** Whose words are not to be shown here. */
  static Set<UserId> hidden(StoreTransaction tx, ConversationId id) {
    return Stored.all(tx, id)
        .filter(Stored::hidden)
        .map(stored -> stored.said.person())
        .collect(Collectors.toSet());
  }

  /** The newest first. */
  static List<Restriction> all(StoreTransaction tx, ConversationId id) {
    return Stored.all(tx, id)
        .filter(Stored::active)
        .map(Stored::said)
        .sorted(Comparator.comparing(Restriction::since).reversed())
        .toList();
  }

  /**
   * How it stands, also that it was lifted.
   *
   * @param hidden whether this device does not show it
   */
  private record Stored(Restriction said, boolean hidden, boolean active) {
    void save(StoreTransaction tx) {
      tx.put(
          SPACE,
          key(said.conversation(), said.person()),
          new Row.Writer(VERSION)
              .text(said.person().uri())
              .text(said.by().uri())
              .instant(said.since())
              .flag(hidden)
              .flag(active)
              .done());
    }

    static Optional<Stored> find(StoreTransaction tx, ConversationId id, UserId person) {
      return tx.get(SPACE, key(id, person)).map(row -> read(id, row));
    }

    static Stream<Stored> all(StoreTransaction tx, ConversationId id) {
      return tx.scan(SPACE, id + "/").values().stream().map(row -> read(id, row));
    }

    private static Stored read(ConversationId id, byte[] row) {
      Row.Reader in = new Row.Reader(row, VERSION);
      Restriction said =
          new Restriction(id, new UserId(in.text()), new UserId(in.text()), in.instant());
      return new Stored(said, in.flag(), in.flag());
    }

    private static String key(ConversationId id, UserId person) {
      return id + "/" + Hashes.name(person.uri());
    }
  }
}
