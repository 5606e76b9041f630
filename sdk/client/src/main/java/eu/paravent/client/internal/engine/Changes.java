package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.UserId;
import eu.paravent.client.event.ChatEvent.End;
import eu.paravent.client.event.ChatEvent.SecurityAlert.Kind;
import eu.paravent.client.internal.engine.ConversationRow.Phase;
import eu.paravent.mls.GroupPolicy.Member;
import eu.paravent.mls.MlsGroup;
import eu.paravent.mls.ReceivedMessage;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes over what an applied commit, or a proposal, means for the conversation. */
final class Changes {
  private final Core core;
  private final Outbox outbox;
  private final Chores chores;
  private final SeatChanges seatChanges;

  Changes(Core core, Outbox outbox, Chores chores, SeatChanges seatChanges) {
    this.seatChanges = seatChanges;
    this.core = core;
    this.outbox = outbox;
    this.chores = chores;
  }

  /**
   * @param earliest when it was made at the earliest
   */
  void committed(
      Tx tx, ConversationId id, MlsGroup group, ReceivedMessage.Commit commit, Instant earliest) {
    ConversationRow row = ConversationRow.load(tx.store(), id);
    PendingCommit.delete(tx.store(), id);
    if (commit.own()) {
      Refreshes.done(tx.store(), id);
      FreshFirst.done(tx.store(), id);
    }
    if (commit.selfRemoved()) {
      if (commit.external()) {
        // this very device came in again, from another copy of the store: who of both goes on?
        core.events.alert(
            tx,
            Kind.STORE_OUTDATED,
            Optional.of(id),
            Optional.empty(),
            "Another copy of this store has taken this device's place");
        ended(tx, row, End.STORE_OUTDATED, false);
        return;
      }
      boolean own = Seats.of(commit.committer()).user().equals(core.identity.user());
      // on another device of its own the person left
      ended(tx, row, own ? End.LEFT : End.REMOVED);
      return;
    }
    Set<UserId> before = Seats.users(Seat.all(tx.store(), id));
    roster(tx, id, group, Seats.of(commit.committer()).user());
    if (commit.contextExtensionsChanged()) {
      charter(tx, id, group, Seats.of(commit.committer()).user());
    }
    boolean external = commit.external() && !before.contains(Seats.of(commit.committer()).user());
    if (external || !commit.added().isEmpty()) {
      Restrictions.tell(tx, id, core, outbox);
    }
    for (Member added : commit.added()) {
      Seat seat = Seats.of(added);
      Anchors.expect(tx.store(), id, seat.device());
      if (seat.user().guest()) {
        GuestRequests.decided(tx.store(), id, seat.user());
        core.events.invitesChanged(tx, id);
      }
    }
    if (commit.external()) {
      Seat joiner = Seats.of(commit.committer());
      if (before.contains(joiner.user())) {
        // it takes its own place again, and may have lost its count
        Anchors.forgetPeer(tx.store(), id, joiner.device());
      } else {
        Anchors.expect(tx.store(), id, joiner.device());
      }
      if (!commit.own()) {
        tx.afterwards(() -> chores.guestArrived(id));
        if (joiner.user().guest()
            && !before.contains(joiner.user())
            && LateGuests.note(tx.store(), id, group, joiner.user(), earliest)) {
          tx.afterwards(() -> chores.lateGuest(id));
        }
      }
      core.events.invitesChanged(tx, id);
    } else if (commit.contextExtensionsChanged()) {
      GuestRequests.note(tx.store(), id, group.contextExtensions());
      core.events.invitesChanged(tx, id);
    }
    if (row.phase() == Phase.LEAVING) {
      tx.afterwards(() -> chores.leaveAgain(id));
    } else if (commit.own() && !commit.external() && !commit.added().isEmpty()) {
      outbox.enqueueDetails(tx, id);
    }
  }

  /** Roles and retention as the group has them now, where a commit changed its rules. */
  private void charter(Tx tx, ConversationId id, MlsGroup group, UserId by) {
    CharterRow was = CharterRow.of(tx.store(), id);
    CharterRow is = CharterRow.note(tx.store(), id, group.contextExtensions());
    if (!is.samePeople(was)) {
      core.events.rolesChanged(tx, id, by, is);
    }
    if (!is.sameKeeping(was)) {
      core.events.retentionChanged(tx, id, by, is);
      outbox.expiries().rulesChanged(tx);
    }
  }

  /** The roster as the group has it now, and who came and went. */
  private void roster(Tx tx, ConversationId id, MlsGroup group, UserId by) {
    List<Seat> seatsBefore = Seat.all(tx.store(), id);
    Set<UserId> before = Seats.users(seatsBefore);
    List<Seat> seats = Seats.of(group);
    Seat.save(tx.store(), id, seats);
    Set<UserId> after = Seats.users(seats);
    seatChanges.moved(tx, id, group, seatsBefore, seats);
    Set<UserId> joined = new LinkedHashSet<>(after);
    joined.removeAll(before);
    Set<UserId> left = new LinkedHashSet<>(before);
    left.removeAll(after);
    if (!joined.isEmpty() || !left.isEmpty()) {
      core.events.participantsChanged(tx, id, by, List.copyOf(joined), List.copyOf(left));
    }
  }

  /** This device is out; where only its state was too old it comes back. */
  void ended(Tx tx, ConversationRow row, End how) {
    ended(tx, row, how, Rejoins.heals(how));
  }

  private void ended(Tx tx, ConversationRow row, End how, boolean again) {
    boolean staff = !core.identity.user().guest() && !core.identity.archivist();
    if (again && staff && row.active()) {
      Rejoins.note(tx.store(), row.id(), core.mls.group(row.id()).epoch());
      tx.afterwards(() -> chores.rejoin(row.id()));
    }
    row.phase(Phase.ENDED).save(tx.store());
    FreshFirst.done(tx.store(), row.id());
    outbox.allFailed(tx, row.id(), "This client is no longer in the conversation");
    // the keys of what follows are nobody's business here any more
    core.mls.delete(row.id());
    if (row.phase() != Phase.LEAVING) {
      core.events.ended(tx, row.id(), how);
    }
  }

  void proposed(Tx tx, ConversationId id, ReceivedMessage.Proposal proposal) {
    boolean leaves =
        proposal.removes().isPresent()
            && proposal
                .sender()
                .filter(s -> s.leafIndex() == proposal.removes().get().leafIndex())
                .isPresent();
    if (leaves) {
      tx.afterwards(() -> chores.completeLeaving(id));
    }
  }
}
