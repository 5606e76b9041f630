package eu.paravent.client.internal.engine;

import com.authlete.cbor.CBORItem;
import eu.paravent.client.ConversationId;
import eu.paravent.client.internal.cbor.Cbor;
import eu.paravent.client.internal.cbor.CborException;
import eu.paravent.client.internal.store.StoreTransaction;
import eu.paravent.mls.GroupPolicy.Member;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a person wants of a conversation, on all of its devices (docs/adr/0065). A device tells the
 * others inside the group, sealed to the key of each; one that finds nothing for itself says its
 * key, and is told. The newest change counts, the same for all.
 */
final class OwnDevices {
  private static final int VERSION = 1, FIELDS = 5, REFERENCE = 32, CONTEXT = 16;
  private static final long REVISION_MOST = 1L << 52;
  private static final String SPACE = Space.OWN_DEVICES.title(), SEED = "seed";
  private static final byte[] NONE = {};
  private static final byte[] PURPOSE =
      Arrays.copyOf(
          Hashes.sha256("paravent own devices 1".getBytes(StandardCharsets.US_ASCII)), CONTEXT);

  private final Core core;
  private final Outbox outbox;
  private final StatusLists statusLists;

  OwnDevices(Core core, Outbox outbox, StatusLists statusLists) {
    this.core = core;
    this.outbox = outbox;
    this.statusLists = statusLists;
  }

  /** The person wants something else of it now, and said so on this device. */
  void prefers(Tx tx, ConversationId id, Preferences wanted) {
    Preferences now = wanted.next();
    now.save(tx.store(), id);
    tell(tx, id, now);
  }

  /** Another device of this person came into the conversation. */
  void joined(Tx tx, ConversationId id) {
    Preferences now = Preferences.of(tx.store(), id);
    if (now.revision() > 0) {
      tell(tx, id, now);
    }
  }

  private void tell(Tx tx, ConversationId id, Preferences now) {
    List<String> others = others(tx.store(), id);
    boolean active =
        ConversationRow.find(tx.store(), id).filter(ConversationRow::active).isPresent();
    if (others.isEmpty() || !active) {
      return;
    }
    byte[] words = words(tx.store(), id, now);
    List<OwnDevicesPart.For> sealed = new ArrayList<>();
    for (String device : others) {
      tx.store()
          .get(SPACE, peer(device))
          .flatMap(key -> HistorySeal.seal(key, context(id, device, self()), words, core.random))
          .ifPresent(forIt -> sealed.add(new OwnDevicesPart.For(device, forIt)));
    }
    say(tx, id, OwnDevicesPart.state(sealed));
  }

  private void say(Tx tx, ConversationId id, OwnDevicesPart part) {
    outbox.enqueueHidden(tx, id, part.part());
  }

  private List<String> others(StoreTransaction tx, ConversationId id) {
    String self = self();
    return Seat.all(tx, id).stream()
        .filter(seat -> seat.user().equals(core.identity.user()) && !seat.device().equals(self))
        .map(Seat::device)
        .toList();
  }

  private String self() {
    return core.identity.certified().device();
  }

  private static HistorySeal.Context context(ConversationId id, String to, String from) {
    return new HistorySeal.Context(id, PURPOSE, to, from);
  }

  /** What devices of other people say to each other is nobody's business here. */
  void received(Tx tx, ConversationId id, Member sender, byte[] content) throws CborException {
    Seat seat = Seats.of(sender);
    if (!seat.user().equals(core.identity.user())
        || seat.user().guest()
        || statusLists.revoked(tx.store(), sender.credential())) {
      return;
    }
    OwnDevicesPart part = OwnDevicesPart.read(content);
    if (part.kind() == OwnDevicesPart.Kind.KEY) {
      boolean known =
          tx.store()
              .get(SPACE, peer(seat.device()))
              .filter(key -> Arrays.equals(key, part.key()))
              .isPresent();
      if (!known) {
        tx.store().put(SPACE, peer(seat.device()), part.key());
        joined(tx, id);
      }
      return;
    }
    byte[] seed = seed(tx.store());
    Optional<byte[]> words =
        part.sealed().stream()
            .filter(one -> one.device().equals(self()))
            .findFirst()
            .flatMap(
                one -> HistorySeal.open(seed, context(id, self(), seat.device()), one.words()));
    if (words.isPresent()) {
      take(tx, id, words.get());
    } else {
      say(tx, id, OwnDevicesPart.key(HistorySeal.publicKey(seed)));
    }
  }

  private byte[] seed(StoreTransaction tx) {
    Optional<byte[]> known = tx.get(SPACE, SEED);
    if (known.isPresent()) {
      return known.get();
    }
    byte[] fresh = HistorySeal.newSeed(core.random);
    tx.put(SPACE, SEED, fresh);
    return fresh;
  }

  private void take(Tx tx, ConversationId id, byte[] words) throws CborException {
    List<? extends CBORItem> f = Cbor.array(Cbor.decode(words), FIELDS, "what a person prefers");
    Cbor.number(f.get(0), VERSION, VERSION, "version");
    long revision = Cbor.number(f.get(1), 1, REVISION_MOST, "revision");
    boolean archived = Cbor.bool(f.get(2), "archived");
    byte[] upTo = Cbor.bytes(f.get(3), "archived up to");
    long muted = Cbor.number(f.get(4), 0, Instant.MAX.getEpochSecond(), "muted until");
    Preferences known = Preferences.of(tx.store(), id);
    if (revision < known.revision()) {
      // it said that before it heard
      tell(tx, id, known);
      return;
    }
    byte[] own = words(tx.store(), id, known);
    if (revision == known.revision() && Hashes.text(words).compareTo(Hashes.text(own)) <= 0) {
      // both were changed at once: the same of the two counts everywhere
      return;
    }
    new Preferences(
            archived ? Optional.of(place(tx.store(), id, upTo)) : Optional.empty(),
            muted > 0 ? Optional.of(Instant.ofEpochSecond(muted)) : Optional.empty(),
            revision)
        .save(tx.store(), id);
    core.events.detailsChanged(tx, id);
  }

  /** Where this device does not have that message, all that it has came later. */
  private static long place(StoreTransaction tx, ConversationId id, byte[] reference) {
    return reference.length == REFERENCE
        ? References.find(tx, id, reference).map(References.Found::place).orElse(0L)
        : 0;
  }

  private static byte[] words(StoreTransaction tx, ConversationId id, Preferences said) {
    byte[] upTo = said.archivedAt().flatMap(at -> Messages.newestInLog(tx, id, at)).orElse(NONE);
    return Cbor.array(
            Cbor.number(VERSION),
            Cbor.number(said.revision()),
            Cbor.bool(said.archivedAt().isPresent()),
            Cbor.bytes(upTo),
            Cbor.number(said.mutedUntil().map(OwnDevices::seconds).orElse(0L)))
        .encode();
  }

  private static long seconds(Instant until) {
    return Math.max(0, until.getEpochSecond());
  }

  private static String peer(String device) {
    return "d/" + Hashes.name(device);
  }
}
