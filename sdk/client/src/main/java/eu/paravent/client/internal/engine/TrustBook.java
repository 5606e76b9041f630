package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.UserId;
import eu.paravent.client.identity.KnownOrganisation;
import eu.paravent.client.identity.SafetyNumber;
import eu.paravent.client.identity.Trust;
import eu.paravent.client.identity.Verification;
import eu.paravent.client.internal.engine.ConversationRow.Phase;
import eu.paravent.client.internal.keys.Fingerprint;
import eu.paravent.client.internal.keys.SafetyDigits;
import eu.paravent.client.internal.store.StoreTransaction;
import eu.paravent.mls.GroupPolicy.Member;
import eu.paravent.mls.MlsGroup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Whose keys were compared. */
final class TrustBook implements Trust {
  private static final int VERSION = 1;
  private static final String PEOPLE = Space.VERIFIED.title(),
      ORGANISATIONS = Space.VERIFIED_ORGANISATION.title();

  private final Core core;

  TrustBook(Core core) {
    this.core = core;
  }

  /** What is remembered of a person: the keys that were compared, by device. */
  private record Known(UserId user, Verification state, SortedMap<String, byte[]> keys) {
    void save(StoreTransaction tx) {
      Row.Writer out =
          new Row.Writer(VERSION).text(user.uri()).text(state.name()).number(keys.size());
      keys.forEach((device, key) -> out.text(device).bytes(key));
      tx.put(PEOPLE, Hashes.name(user.uri()), out.done());
    }

    static Optional<Known> find(StoreTransaction tx, UserId user) {
      return tx.get(PEOPLE, Hashes.name(user.uri()))
          .map(
              row -> {
                Row.Reader in = new Row.Reader(row, VERSION);
                UserId who = new UserId(in.text());
                Verification state = Verification.valueOf(in.text());
                SortedMap<String, byte[]> keys = new TreeMap<>();
                in.list(i -> Map.entry(i.text(), i.bytes()))
                    .forEach(e -> keys.put(e.getKey(), e.getValue()));
                return new Known(who, state, keys);
              });
    }

    boolean covers(SortedMap<String, byte[]> present) {
      return present.entrySet().stream()
          .allMatch(e -> Arrays.equals(keys.getOrDefault(e.getKey(), new byte[0]), e.getValue()));
    }
  }

  @Override
  public SafetyNumber safetyNumber(ConversationId conversation, UserId person) {
    core.threads.requireOpen();
    return core.database.write(tx -> number(tx, conversation, person));
  }

  private SafetyNumber number(Tx tx, ConversationId conversation, UserId person) {
    UserId self = core.identity.user();
    if (person.equals(self)) {
      throw new IllegalArgumentException("There is nothing to compare with oneself");
    }
    MlsGroup group = group(tx, conversation);
    SortedMap<String, byte[]> theirs = keys(group, person);
    if (theirs.isEmpty()) {
      throw new IllegalArgumentException(person + " is not in conversation " + conversation);
    }
    byte[] own = SafetyDigits.person(self.uri(), keys(group, self));
    byte[] other = SafetyDigits.person(person.uri(), theirs);
    return new SafetyNumber(SafetyDigits.digits(own, other), SafetyDigits.payload(own, other));
  }

  private MlsGroup group(Tx tx, ConversationId id) {
    boolean inside =
        ConversationRow.find(tx.store(), id).filter(row -> row.phase() == Phase.ACTIVE).isPresent();
    if (!inside) {
      throw new IllegalArgumentException("This client is not in conversation " + id);
    }
    return core.mls.group(id);
  }

  private static SortedMap<String, byte[]> keys(MlsGroup group, UserId person) {
    SortedMap<String, byte[]> keys = new TreeMap<>();
    for (Member member : group.members()) {
      Seat seat = Seats.of(member);
      if (seat.user().equals(person)) {
        keys.put(seat.device(), member.signatureKey().clone());
      }
    }
    return keys;
  }

  @Override
  public Verification of(UserId person) {
    core.threads.requireOpen();
    return core.database.read(tx -> of(tx, person));
  }

  static Verification of(StoreTransaction tx, UserId person) {
    return Known.find(tx, person).map(Known::state).orElse(Verification.UNVERIFIED);
  }

  @Override
  public void verified(ConversationId conversation, UserId person, SafetyNumber compared) {
    core.threads.requireOpen();
    core.database.write(
        tx -> {
          if (!number(tx, conversation, person).digits().equals(compared.digits())) {
            throw new IllegalStateException(
                "The keys changed since the numbers were shown: compare again");
          }
          Optional<Known> before = Known.find(tx.store(), person);
          SortedMap<String, byte[]> keys = new TreeMap<>();
          before.ifPresent(known -> keys.putAll(known.keys));
          keys.putAll(keys(core.mls.group(conversation), person));
          change(tx, before, new Known(person, Verification.VERIFIED, keys));
          // it may have another key elsewhere
          for (ConversationRow row : ConversationRow.all(tx.store())) {
            if (row.active()) {
              roster(tx, core.mls.group(row.id()), List.of(person));
            }
          }
          return true;
        });
  }

  @Override
  public void distrust(UserId person) {
    core.threads.requireOpen();
    core.database.write(
        tx -> {
          Known.find(tx.store(), person)
              .ifPresent(
                  known -> {
                    tx.store().delete(PEOPLE, Hashes.name(person.uri()));
                    DeviceEvents.verification(
                        core.events, tx, person, known.state, Verification.UNVERIFIED);
                  });
          return true;
        });
  }

  private void change(Tx tx, Optional<Known> before, Known now) {
    now.save(tx.store());
    Verification was = before.map(Known::state).orElse(Verification.UNVERIFIED);
    if (was != now.state) {
      DeviceEvents.verification(core.events, tx, now.user, was, now.state);
    }
  }

  /** The group shows other leaves than before: whether these people's keys are still the ones. */
  void roster(Tx tx, MlsGroup group, Iterable<UserId> people) {
    for (UserId person : people) {
      Optional<Known> known = Known.find(tx.store(), person);
      if (known.isPresent()
          && known.get().state == Verification.VERIFIED
          && !known.get().covers(keys(group, person))) {
        change(tx, known, new Known(person, Verification.CHANGED, known.get().keys));
      }
    }
  }

  @Override
  public List<KnownOrganisation> organisations() {
    core.threads.requireOpen();
    String own = core.identity.user().organisation();
    return core.database.read(
        tx -> {
          List<KnownOrganisation> found = new ArrayList<>();
          Roots.all(tx)
              .forEach(
                  (organisation, hash) ->
                      found.add(
                          organisation.equals(own) ? 0 : found.size(),
                          new KnownOrganisation(
                              organisation,
                              Fingerprint.digits(hash),
                              SafetyDigits.organisation(hash),
                              state(tx, organisation))));
          return List.copyOf(found);
        });
  }

  private static Verification state(StoreTransaction tx, String organisation) {
    return tx.get(ORGANISATIONS, organisation).isPresent()
        ? Verification.VERIFIED
        : Verification.UNVERIFIED;
  }

  @Override
  public void organisationVerified(String organisation, String fingerprint) {
    core.threads.requireOpen();
    core.database.write(
        tx -> {
          byte[] hash = Roots.all(tx.store()).get(organisation);
          if (hash == null || !Fingerprint.digits(hash).equals(fingerprint)) {
            throw new IllegalArgumentException(
                "This is not the fingerprint of " + organisation + " as it is known here");
          }
          Verification was = state(tx.store(), organisation);
          if (was != Verification.VERIFIED) {
            tx.store().put(ORGANISATIONS, organisation, new Row.Writer(VERSION).done());
            DeviceEvents.organisation(core.events, tx, organisation, was, Verification.VERIFIED);
          }
          return true;
        });
  }
}
