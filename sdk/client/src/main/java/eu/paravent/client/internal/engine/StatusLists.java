package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.UntrustedException;
import eu.paravent.client.UserId;
import eu.paravent.client.event.ChatEvent.SecurityAlert.Kind;
import eu.paravent.client.internal.keys.Certificate.CertificateException;
import eu.paravent.client.internal.keys.StatusList;
import eu.paravent.client.internal.mimi.NestedPart.SinglePart;
import eu.paravent.client.internal.store.StoreTransaction;
import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.GroupPolicy.Member;
import eu.paravent.mls.MlsGroup;
import eu.paravent.mls.credential.Credential;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which devices organisations took back, from whoever tells: the server, another member, the host.
 * Each list is signed by its organisation and counts. What one client learns it shows to the
 * conversations it is in, once for a list and a conversation, so that a server that hides a list
 * does not keep it from anybody who talks to somebody who has it.
 */
final class StatusLists {
  /** RFC 5280 §4.2.1.13. */
  static final String CONTENT_TYPE = "application/pkix-crl";

  private static final int VERSION = 1, SHOWN_MOST = 256 << 10, LARGE = 16 << 10;
  private static final Duration LARGE_EVERY = Duration.ofMinutes(10);
  private static final String SPACE = Space.STATUS_LIST.title(), TOLD = Space.STATUS_TOLD.title();

  private final Core core;
  private final Chores chores;
  private final Map<String, StatusList> cache = new ConcurrentHashMap<>();
  private final Map<String, Instant> asked = new ConcurrentHashMap<>();

  /** Lists that the server had not when it was asked; told where it has them not again. */
  private final Map<String, Behind> behind = new ConcurrentHashMap<>();

  private record Behind(BigInteger number, boolean told) {}

  StatusLists(Core core, Chores chores) {
    this.core = core;
    this.chores = chores;
  }

  Optional<StatusList> of(StoreTransaction tx, String organisation) {
    StatusList cached = cache.get(organisation);
    if (cached != null) {
      return Optional.of(cached);
    }
    Optional<StatusList> stored =
        tx.get(SPACE, organisation).map(row -> parse(new Row.Reader(row, VERSION).bytes()));
    stored.ifPresent(list -> cache.putIfAbsent(organisation, list));
    return stored;
  }

  private static StatusList parse(byte[] der) {
    try {
      return StatusList.read(der);
    } catch (CertificateException e) {
      throw new IllegalStateException("A stored status list cannot be read", e);
    }
  }

  boolean revoked(StoreTransaction tx, Credential credential) {
    if (!(credential instanceof Credential.X509 x509)) {
      return false;
    }
    Seat seat =
        Seats.of(new Member(0, credential, new byte[0], eu.paravent.mls.Extensions.empty()));
    return !seat.user().guest()
        && of(tx, seat.user().organisation())
            .filter(list -> list.revokes(x509.chain().get(0)))
            .isPresent();
  }

  /** Asks the server for the lists of these organisations. */
  void ask(Set<String> organisations) {
    for (String organisation : organisations) {
      Instant now = core.clock.instant();
      StatusList held = core.database.read(tx -> of(tx, organisation)).orElse(null);
      Instant last = asked.get(organisation);
      boolean large = held != null && held.der().length > LARGE;
      if (large && last != null && now.isBefore(last.plus(LARGE_EVERY))) {
        continue;
      }
      asked.put(organisation, now);
      Optional<byte[]> answer = core.server.statusList(organisation);
      if (answer.isPresent()
          && (held == null || !java.util.Arrays.equals(answer.get(), held.der()))) {
        fromServer(organisation, answer.get());
      }
      compare(organisation, answer);
    }
  }

  private void fromServer(String organisation, byte[] der) {
    try {
      StatusList list = StatusList.read(der);
      if (list.organisation().equals(organisation)) {
        take(list);
        return;
      }
    } catch (CertificateException | UntrustedException e) {
      // said below
    }
    alert("The server shows a status list that " + organisation + " did not sign");
  }

  private void compare(String organisation, Optional<byte[]> answer) {
    StatusList held = core.database.read(tx -> of(tx, organisation)).orElse(null);
    if (held == null) {
      return;
    }
    BigInteger shown = BigInteger.ZERO;
    try {
      shown = answer.isPresent() ? StatusList.read(answer.get()).number() : shown;
    } catch (CertificateException e) {
      // as if it had none
    }
    if (shown.compareTo(held.number()) >= 0) {
      behind.remove(organisation);
      return;
    }
    Behind before = behind.get(organisation);
    // once may be chance: it is on its way to the server
    boolean again = before != null && before.number.equals(held.number());
    boolean told = before != null && again && before.told;
    behind.put(organisation, new Behind(held.number(), again));
    if (again && !told) {
      alert("The server withholds status list " + held.number() + " of " + organisation);
    }
  }

  private void alert(String detail) {
    core.database.write(
        tx -> {
          core.events.alert(
              tx, Kind.STATUS_LIST_WITHHELD, Optional.empty(), Optional.empty(), detail);
          return true;
        });
  }

  /**
   * The host brings one.
   *
   * @return whether it is new
   */
  boolean take(StatusList list) {
    byte[] root = root(list.organisation());
    if (!list.signedBy(root)) {
      throw new UntrustedException(
          "This is not a status list of " + list.organisation() + ": its signature is not", null);
    }
    return core.database.write(tx -> store(tx, list));
  }

  private byte[] root(String organisation) {
    Optional<byte[]> known = core.database.read(tx -> Roots.certificate(tx, organisation));
    if (known.isPresent()) {
      return known.get();
    }
    if (core.identity.user().organisation().equals(organisation)) {
      List<byte[]> chain = core.identity.certified().chain();
      return chain.get(chain.size() - 1);
    }
    byte[] root = core.server.organisationRoot(organisation);
    if (!core.database.read(tx -> Roots.known(tx, organisation, root))) {
      throw new UntrustedException("Nothing is known here of " + organisation, null);
    }
    return root;
  }

  private boolean store(Tx tx, StatusList list) {
    Optional<StatusList> held = of(tx.store(), list.organisation());
    if (held.isPresent() && held.get().number().compareTo(list.number()) >= 0) {
      return false;
    }
    tx.store().put(SPACE, list.organisation(), new Row.Writer(VERSION).bytes(list.der()).done());
    tx.afterwards(() -> cache.put(list.organisation(), list));
    for (ConversationRow row : ConversationRow.all(tx.store())) {
      if (row.active() && concerns(tx.store(), row.id(), list.organisation())) {
        tx.afterwards(() -> chores.statusListCame(row.id()));
      }
    }
    return true;
  }

  private static boolean concerns(StoreTransaction tx, ConversationId id, String organisation) {
    return Seat.all(tx, id).stream().anyMatch(s -> s.user().organisation().equals(organisation));
  }

  /** A member shows one. */
  void shown(Tx tx, ConversationId id, UserId sender, byte[] der) {
    try {
      StatusList list = StatusList.read(der);
      Optional<byte[]> root = Roots.certificate(tx.store(), list.organisation());
      if (sender.guest() || root.isEmpty() || !list.signedBy(root.get())) {
        throw new CertificateException("It is not signed by an organisation that is known here");
      }
      told(tx.store(), id, list);
      store(tx, list);
    } catch (CertificateException e) {
      core.events.unreadable(
          tx, id, Optional.of(sender), "A status list that is none: " + e.getMessage());
    }
  }

  private static void told(StoreTransaction tx, ConversationId id, StatusList list) {
    tx.put(
        TOLD,
        id + "/" + Hashes.name(list.organisation()),
        new Row.Writer(VERSION).bytes(list.number().toByteArray()).done());
  }

  private static boolean isTold(StoreTransaction tx, ConversationId id, StatusList list) {
    return tx.get(TOLD, id + "/" + Hashes.name(list.organisation()))
        .map(row -> new BigInteger(new Row.Reader(row, VERSION).bytes()))
        .filter(number -> number.compareTo(list.number()) >= 0)
        .isPresent();
  }

  /** Shows the conversation what it has not been shown yet; within a writing transaction. */
  void show(Tx tx, ConversationId id, Outbox outbox) {
    for (String organisation : organisations(tx.store(), id)) {
      Optional<StatusList> list = of(tx.store(), organisation);
      if (list.isPresent()
          && !isTold(tx.store(), id, list.get())
          && list.get().der().length <= SHOWN_MOST) {
        told(tx.store(), id, list.get());
        outbox.enqueueHidden(tx, id, new SinglePart(0, "", CONTENT_TYPE, list.get().der()));
      }
    }
  }

  static Set<String> organisations(StoreTransaction tx, ConversationId id) {
    Set<String> found = new HashSet<>();
    Seat.all(tx, id).stream()
        .filter(seat -> !seat.user().guest())
        .forEach(seat -> found.add(seat.user().organisation()));
    return found;
  }

  /** Removes what is revoked; empty where nothing is. */
  /** Archivists are dismissed by an owner, owners removed by one or by their own company. */
  private boolean mayRemove(Tx tx, MlsGroup group, UserId user) {
    CharterRow charter = CharterRow.of(tx.store(), MlsState.id(group.groupId()));
    UserId self = core.identity.user();
    return !charter.archivists().contains(user)
        && (!charter.owners().contains(user)
            || charter.owners().contains(self)
            || user.organisation().equals(self.organisation()));
  }

  Optional<CommitSpec> removing(Tx tx, MlsGroup group) {
    List<Integer> leaves = new ArrayList<>();
    for (Member member : group.members()) {
      if (member.leafIndex() != group.ownLeafIndex()
          && revoked(tx.store(), member.credential())
          && mayRemove(tx, group, Seats.of(member).user())) {
        leaves.add(member.leafIndex());
      }
    }
    if (leaves.isEmpty()) {
      return Optional.empty();
    }
    CommitSpec.Builder spec = CommitSpec.builder();
    leaves.forEach(spec::remove);
    return Optional.of(spec.build());
  }
}
