package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationEndedException;
import eu.paravent.client.ConversationId;
import eu.paravent.client.RefusedException;
import eu.paravent.client.ServerUnavailableException;
import eu.paravent.client.UntrustedException;
import eu.paravent.client.event.ChatEvent.SecurityAlert.Kind;
import eu.paravent.client.internal.delivery.EpochConflictException;
import eu.paravent.client.internal.delivery.GroupInfoAt;
import eu.paravent.client.internal.delivery.Receipt;
import eu.paravent.client.internal.delivery.WelcomeAt;
import eu.paravent.client.internal.engine.ConversationRow.Phase;
import eu.paravent.client.internal.keys.Admission;
import eu.paravent.client.internal.keys.CharterPolicy;
import eu.paravent.mls.CipherSuite;
import eu.paravent.mls.CommitBundle;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsGroup;
import eu.paravent.mls.observer.GroupInfoView;
import eu.paravent.mls.observer.WelcomeView;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;

/** How this client comes into a group: by a welcome, or as a guest by itself. */
final class Joins {
  private static final int ATTEMPTS = 12;

  private final Core core;
  private final Outbox outbox;
  private final Agreement agreement;
  private final String displayName;
  private final SeatChanges seatChanges;
  private final Records records;
  private final Histories histories;

  Joins(
      Core core,
      Outbox outbox,
      Agreement agreement,
      String displayName,
      SeatChanges seatChanges,
      Records records,
      Histories histories) {
    this.histories = histories;
    this.seatChanges = seatChanges;
    this.core = core;
    this.records = records;
    this.outbox = outbox;
    this.agreement = agreement;
    this.displayName = displayName;
  }

  /** Takes a welcome in, or refuses it; either way it need not come again. */
  void welcome(ConversationId id, WelcomeAt welcome) {
    try {
      core.database.write(
          tx -> {
            take(tx, id, welcome);
            return true;
          });
    } catch (Refusal e) {
      core.database.write(
          tx -> {
            core.events.alert(
                tx,
                Kind.WELCOME_REFUSED,
                Optional.of(id),
                Optional.empty(),
                String.valueOf(e.getMessage()));
            return true;
          });
    }
    core.server.acknowledgeWelcome(welcome.welcomeId());
  }

  /** Of a welcome: whatever was done for it is taken back. */
  private static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refusal(MlsException why) {
      super(why.getMessage(), why);
    }
  }

  private void take(Tx tx, ConversationId id, WelcomeAt welcome) {
    Optional<ConversationRow> before = ConversationRow.find(tx.store(), id);
    Optional<ConversationRow> inside = before.filter(row -> row.phase() != Phase.ENDED);
    if (inside.filter(row -> !isOut(row, welcome)).isPresent()) {
      return;
    }
    try {
      long known = inside.isPresent() ? core.mls.group(id).epoch() : -1;
      // back again where the welcome turns out to be none
      core.mls.delete(id);
      CipherSuite suite = Suites.spoken(WelcomeView.read(welcome.welcome()).cipherSuite());
      agreement.requireWelcome(suite);
      MlsGroup group = core.mls.client(suite).join(welcome.welcome());
      if (!MlsState.id(group.groupId()).equals(id) || group.epoch() <= known) {
        throw new MlsException(
            MlsException.Reason.WRONG_GROUP, "The welcome is for another group or epoch");
      }
      requireOpenly(group);
      if (core.identity.user().guest()) {
        letIn(group);
      }
      inside.ifPresent(row -> left(tx, row, welcome.sequence()));
      Rejoins.over(tx.store(), id);
      joined(tx, id, group, welcome.sequence(), before);
    } catch (MlsException e) {
      throw new Refusal(e);
    }
  }

  /**
   * This device believes that it is inside, and was taken out and let in again behind its cursor.
   * The log does not show that: it begins for this device where it was let in.
   */
  private static boolean isOut(ConversationRow row, WelcomeAt welcome) {
    return (row.phase() == Phase.ACTIVE || row.phase() == Phase.LEAVING)
        && welcome.sequence() > row.cursor();
  }

  private void left(Tx tx, ConversationRow row, long again) {
    ConversationId id = row.id();
    PendingCommit.delete(tx.store(), id);
    FreshFirst.done(tx.store(), id);
    outbox.allFailed(tx, id, "This client was taken out of the conversation and let in again");
    long missed = again - 1 - row.cursor();
    core.events.missed(tx, id, missed);
    records.gap(tx, id, again - 1, missed);
  }

  /** Nobody keeps records in a group unnamed, and nobody is named who is not there. */
  private static void requireOpenly(MlsGroup group) throws MlsException {
    Optional<String> refusal = CharterPolicy.refusal(group.members(), group.contextExtensions());
    if (refusal.isPresent()) {
      throw new MlsException(MlsException.Reason.POLICY_VIOLATION, refusal.get());
    }
  }

  /** A guest is in the group of its link only, whoever made the welcome. */
  private void letIn(MlsGroup group) throws MlsException {
    try {
      Admission.checkLetIn(
          core.identity.certified().chain().get(0), group.groupId(), group.contextExtensions());
    } catch (UntrustedException e) {
      throw new MlsException(MlsException.Reason.WRONG_GROUP, String.valueOf(e.getMessage()), e);
    }
  }

  private void joined(
      Tx tx, ConversationId id, MlsGroup group, long sequence, Optional<ConversationRow> before) {
    core.mls.loaded(id, group);
    core.lane(id).logSeen = true;
    ConversationRow fresh = ConversationRow.fresh(id, Phase.ACTIVE, sequence, core.clock.instant());
    ConversationRow row =
        before.map(b -> fresh.counter(b.counter()).details(b.title(), b.reference())).orElse(fresh);
    row.save(tx.store());
    if (!core.identity.user().guest()) {
      Holes.leave(tx.store(), id);
    }
    Anchors.forgetPeers(tx.store(), id);
    Seat.save(tx.store(), id, Seats.of(group));
    seatChanges.came(tx, id, group);
    core.events.joined(tx, id);
    CharterRow charter = CharterRow.note(tx.store(), id, group.contextExtensions());
    if (!charter.archivists().isEmpty()) {
      core.events.rolesChanged(tx, id, core.identity.user(), charter);
    }
    records.joined(tx, id, sequence);
    GuestWait.over(tx.store());
    GuestRequests.note(tx.store(), id, group.contextExtensions());
    sayName(tx, id);
    histories.joined(tx, id);
  }

  /** Tells the others this client's own name. */
  void sayName(Tx tx, ConversationId id) {
    if (!displayName.isEmpty() && !core.identity.archivist()) {
      Details.name(tx.store(), id, core.identity.user(), displayName, true);
      outbox.enqueueDetails(tx, id);
    }
  }

  /**
   * Joins by external commit, with no member online. A join that was under way when the client
   * stopped is brought to its end.
   */
  void external(ConversationId id) {
    Instant until = core.clock.instant().plus(core.patience);
    long least = 0;
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      Optional<ConversationRow> row = core.database.read(tx -> ConversationRow.find(tx, id));
      if (row.isEmpty()) {
        least = prepare(id, least);
      } else if (row.get().phase() == Phase.ENDED) {
        throw new ConversationEndedException(
            "This guest is no longer in conversation " + id + ": ask for a new invite");
      } else if (row.get().phase() != Phase.JOINING) {
        // the link was used once more, with the store of the first time
        return;
      }
      if (send(id, until)) {
        return;
      }
      Commits.Pauses.sleep(core.backoff.after(Math.min(attempt, 3)));
    }
    throw new ServerUnavailableException(
        "Conversation " + id + " changes so fast that joining found no place", null);
  }

  /**
   * Comes back into a conversation that ended here because the state in the store was too old:
   * takes the place of its own earlier leaf. Given up where that is not there any more.
   */
  void again(ConversationId id) {
    Instant until = core.clock.instant().plus(core.patience);
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      Optional<Long> known = core.database.read(tx -> Rejoins.epoch(tx, id));
      if (known.isEmpty()) {
        return;
      }
      try {
        if (core.database.read(tx -> PendingCommit.find(tx, id)).isEmpty()) {
          prepare(id, known.get(), (tx, group) -> requireSame(tx, id, group));
        }
        if (send(id, until)) {
          return;
        }
      } catch (RefusedException | UntrustedException e) {
        core.database.write(
            tx -> {
              Rejoins.over(tx.store(), id);
              return true;
            });
        return;
      }
      Commits.Pauses.sleep(core.backoff.after(Math.min(attempt, 3)));
    }
    throw new ServerUnavailableException(
        "Conversation " + id + " changes so fast that coming back found no place", null);
  }

  private static void requireSame(Tx tx, ConversationId id, MlsGroup group) {
    if (group.cipherSuite() != Suites.of(tx.store(), id)) {
      throw new UntrustedException("The server offers a group of another cipher suite", null);
    }
  }

  private long prepare(ConversationId id, long least) {
    return prepare(
        id,
        least,
        (tx, group) -> {
          Admission.check(
              core.identity.certified().chain().get(0),
              group.groupId(),
              group.contextExtensions(),
              core.clock.instant());
          Suites.note(tx.store(), id, group.cipherSuite());
          ConversationRow.fresh(id, Phase.JOINING, 0, core.clock.instant()).save(tx.store());
        });
  }

  private long prepare(ConversationId id, long least, BiConsumer<Tx, MlsGroup> admitted) {
    GroupInfoAt info = core.server.groupInfo(id.value());
    if (info.epoch() < least) {
      throw stale(id, "The server offers a state of the conversation that is over", null);
    }
    try {
      return core.database.write(
          tx -> {
            try {
              CipherSuite suite = Suites.spoken(GroupInfoView.read(info.groupInfo()).cipherSuite());
              MlsGroup group = core.mls.client(suite).joinExternally(info.groupInfo());
              CommitBundle bundle =
                  group
                      .pendingCommit()
                      .orElseThrow(() -> new IllegalStateException("No external commit"));
              if (!MlsState.id(group.groupId()).equals(id) || bundle.epoch() != info.epoch()) {
                group.discardPendingCommit();
                throw new UntrustedException(
                    "The server offers the state of another group or epoch", null);
              }
              Optional<String> refusal =
                  CharterPolicy.refusal(group.members(), group.contextExtensions());
              if (refusal.isPresent()) {
                group.discardPendingCommit();
                throw new UntrustedException(refusal.get(), null);
              }
              admitted.accept(tx, group);
              new PendingCommit(core.newId()).save(tx.store(), id);
              return info.epoch() + 1;
            } catch (MlsException e) {
              throw new UntrustedException(String.valueOf(e.getMessage()), e);
            }
          });
    } catch (UntrustedException e) {
      throw stale(id, "The state of the conversation cannot be trusted: " + e.getMessage(), e);
    }
  }

  private RuntimeException stale(
      ConversationId id, String why, @org.jspecify.annotations.Nullable Throwable cause) {
    core.database.write(
        tx -> {
          core.events.alert(tx, Kind.STALE_GROUP_INFO, Optional.of(id), Optional.empty(), why);
          return true;
        });
    return new UntrustedException(why, cause);
  }

  private boolean send(ConversationId id, Instant until) {
    CommitBundle bundle =
        core.database.write(
            tx ->
                core.mls
                    .client(id)
                    .loadPendingJoin(MlsState.bytes(id))
                    .flatMap(MlsGroup::pendingCommit)
                    .orElseThrow(() -> new IllegalStateException("No join is under way")));
    String key = core.database.read(tx -> PendingCommit.find(tx, id)).orElseThrow().key();
    for (int failures = 1; ; failures++) {
      try {
        Receipt receipt =
            core.server.commit(
                id.value(), bundle.commit(), bundle.welcome(), bundle.groupInfo(), key);
        core.database.write(tx -> merge(tx, id, receipt, bundle));
        return true;
      } catch (EpochConflictException e) {
        discard(id);
        return false;
      } catch (ServerUnavailableException e) {
        if (!core.clock.instant().isBefore(until) || core.threads.closed()) {
          throw e;
        }
        Commits.Pauses.sleep(core.backoff.after(failures));
      } catch (eu.paravent.client.SignInException e) {
        throw e;
      } catch (eu.paravent.client.ChatException e) {
        discard(id);
        throw e;
      }
    }
  }

  private boolean merge(Tx tx, ConversationId id, Receipt receipt, CommitBundle bundle) {
    MlsGroup group = core.mls.client(id).loadPendingJoin(MlsState.bytes(id)).orElseThrow();
    try {
      group.mergePendingCommit();
    } catch (MlsException e) {
      throw new RefusedException("join-failed", "The join cannot be completed", e);
    }
    PendingCommit.delete(tx.store(), id);
    Optional<ConversationRow> before =
        ConversationRow.find(tx.store(), id).filter(row -> row.phase() == Phase.ENDED);
    before.ifPresent(
        row -> {
          Rejoins.over(tx.store(), id);
          core.events.missed(tx, id, Math.max(0, receipt.sequence() - row.cursor() - 1));
        });
    joined(tx, id, group, receipt.sequence(), before);
    SeenEntries.remember(tx.store(), id, receipt.sequence(), Hashes.sha256(bundle.commit()));
    return true;
  }

  private void discard(ConversationId id) {
    core.database.write(
        tx -> {
          core.mls
              .client(id)
              .loadPendingJoin(MlsState.bytes(id))
              .ifPresent(MlsGroup::discardPendingCommit);
          PendingCommit.delete(tx.store(), id);
          ConversationRow.find(tx.store(), id)
              .filter(row -> row.phase() == Phase.JOINING)
              .ifPresent(
                  row -> {
                    Suites.forget(tx.store(), id);
                    row.delete(tx.store());
                  });
          return true;
        });
  }
}
