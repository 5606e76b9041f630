package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.RefusedException;
import eu.paravent.client.UserId;
import eu.paravent.client.event.ChatEvent.SecurityAlert.Kind;
import eu.paravent.client.internal.cbor.CborException;
import eu.paravent.client.internal.delivery.WaitingGuestAt;
import eu.paravent.client.internal.invite.SealedName;
import eu.paravent.client.internal.keys.Admission;
import eu.paravent.client.internal.keys.GroupRules;
import eu.paravent.client.internal.store.StoreTransaction;
import eu.paravent.client.invite.InviteId;
import eu.paravent.client.invite.JoinRequest;
import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.MlsGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The members' side of invites that ask for approval. The server keeps what guests leave; it is
 * held against the invite in the group before anybody sees it, and what was decided once is not
 * shown again, whatever the server does.
 */
final class GuestRequests {
  private static final int VERSION = 1;

  /** Decided, shown, and found to be forged; and the conversations that guests can ask for. */
  private static final String DECIDED = Space.REQUEST_DECIDED.title(),
      SHOWN = Space.REQUEST_SHOWN.title(),
      FORGED = Space.REQUEST_FORGED.title(),
      ASKED_FOR = Space.REQUEST_GROUP.title();

  private final Core core;
  private final Commits commits;
  private final AddGuard guard;

  GuestRequests(Core core, Commits commits, AddGuard guard) {
    this.core = core;
    this.commits = commits;
    this.guard = guard;
  }

  /** Remembers whether guests can ask for this group, as its rules are now. */
  static void note(StoreTransaction tx, ConversationId id, Extensions context) {
    boolean some;
    try {
      some =
          GroupRules.of(context).invites().stream()
              .anyMatch(entry -> entry.open() && entry.mode().equals(GroupRules.APPROVE));
    } catch (CborException e) {
      throw new IllegalStateException("The rules of the group cannot be read any more", e);
    }
    if (some) {
      tx.put(ASKED_FOR, id.value(), new Row.Writer(VERSION).done());
    } else {
      tx.delete(ASKED_FOR, id.value());
    }
  }

  static boolean possible(StoreTransaction tx, ConversationId id) {
    return tx.get(ASKED_FOR, id.value()).isPresent();
  }

  private record Verified(WaitingGuestAt from, JoinRequest shown) {}

  /** Those that wait, as far as they are what the invite made. */
  List<JoinRequest> list(ConversationId id) {
    return verified(id).stream().map(Verified::shown).toList();
  }

  private List<Verified> verified(ConversationId id) {
    List<WaitingGuestAt> waiting = core.server.joinRequests(id.value());
    if (waiting.isEmpty()) {
      return List.of();
    }
    return core.database.write(
        tx -> {
          List<Verified> good = new ArrayList<>();
          MlsGroup group = core.mls.group(id);
          Set<UserId> inside = Seats.users(Seats.of(group));
          for (WaitingGuestAt guest : waiting) {
            String hash = Hashes.text(Hashes.sha256(guest.keyPackage(), guest.name()));
            String key = id + "/" + hash;
            Optional<UserId> user =
                Admission.asking(
                    guest.keyPackage(),
                    group.groupId(),
                    group.contextExtensions(),
                    core.clock.instant());
            if (user.isEmpty()) {
              forged(tx, id, key);
            } else if (!inside.contains(user.get())
                && tx.store().get(DECIDED, id + "/" + Hashes.name(user.get().uri())).isEmpty()) {
              JoinRequest request = shown(tx.store(), id, hash, user.get(), guest);
              good.add(new Verified(guest, request));
              if (tx.store().get(SHOWN, key).isEmpty()) {
                tx.store().put(SHOWN, key, new Row.Writer(VERSION).done());
                core.events.joinRequested(tx, id, request);
              }
            }
          }
          return List.copyOf(good);
        });
  }

  private void forged(Tx tx, ConversationId id, String key) {
    if (tx.store().get(FORGED, key).isEmpty()) {
      tx.store().put(FORGED, key, new Row.Writer(VERSION).done());
      core.events.alert(
          tx,
          Kind.KEY_PACKAGE_SWAPPED,
          Optional.of(id),
          Optional.empty(),
          "The server shows a waiting guest that no invite of this conversation made");
    }
  }

  private static JoinRequest shown(
      StoreTransaction tx, ConversationId id, String hash, UserId user, WaitingGuestAt guest) {
    String inviteId = Invites.inviteOf(user);
    Optional<String> name =
        InviteRow.find(tx, id, inviteId)
            .flatMap(InviteRow::requestKey)
            .flatMap(key -> SealedName.open(key, guest.name(), guest.keyPackage()));
    return new JoinRequest(hash, user, new InviteId(inviteId), name, guest.receivedAt());
  }

  void approve(Lane lane, String requestId) {
    Verified request = find(lane.id(), requestId);
    UserId guest = request.shown.guest();
    commits.run(
        lane,
        new Commits.Plan() {
          @Override
          public Optional<CommitSpec> spec(Tx tx, MlsGroup group) {
            if (Seats.users(Seats.of(group)).contains(guest)) {
              return Optional.empty();
            }
            guard.expect(Set.of(guest));
            return Optional.of(CommitSpec.builder().add(request.from.keyPackage()).build());
          }

          @Override
          public void staged() {
            guard.anyone();
          }
        });
  }

  void decline(Lane lane, String requestId) {
    Verified request = find(lane.id(), requestId);
    core.server.declineJoin(lane.id().value(), request.from.requestId());
    core.database.write(
        tx -> {
          decided(tx.store(), lane.id(), request.shown.guest());
          return true;
        });
  }

  /** Declined, or let in by whomever: its key package shown anew is a replay. */
  static void decided(StoreTransaction tx, ConversationId id, UserId guest) {
    tx.put(DECIDED, id + "/" + Hashes.name(guest.uri()), new Row.Writer(VERSION).done());
  }

  private Verified find(ConversationId id, String requestId) {
    return verified(id).stream()
        .filter(request -> request.shown.id().equals(requestId))
        .findFirst()
        .orElseThrow(
            () ->
                new RefusedException(
                    "join-request-unknown",
                    "Nobody waits under this id any more: list the waiting guests again"));
  }
}
