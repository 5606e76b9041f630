package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.RefusedException;
import eu.paravent.client.ServerUnavailableException;
import eu.paravent.client.SignInException;
import eu.paravent.client.UserId;
import eu.paravent.client.history.History;
import eu.paravent.client.history.HistoryPolicy;
import eu.paravent.client.history.HistoryRequest;
import eu.paravent.client.internal.cbor.CborException;
import eu.paravent.mls.GroupPolicy.Member;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * History between the devices of one person (docs/adr/0050). Both sides speak inside the groups
 * that both devices are in: who is whose device is what the group says, not the server.
 */
final class Histories implements History {
  private static final int ID = 16;

  private final Core core;
  private final Outbox outbox;
  private final StatusLists statusLists;
  private final HistoryGiving giving;
  private final HistoryTaking taking;
  private final AtomicBoolean running = new AtomicBoolean();
  private volatile boolean again;

  Histories(
      Core core,
      Outbox outbox,
      StatusLists statusLists,
      Amendments amendments,
      HistoryPolicy policy) {
    this.core = core;
    this.outbox = outbox;
    this.statusLists = statusLists;
    giving = new HistoryGiving(core, outbox, statusLists, policy, this::wake);
    taking = new HistoryTaking(core, amendments, outbox.expiries());
  }

  @Override
  public HistoryRequest ask() {
    core.threads.requireOpen();
    core.identity.require();
    requireSeveral();
    byte[] id = new byte[ID];
    core.random.nextBytes(id);
    HistoryAsked asked =
        new HistoryAsked(id, HistorySeal.newSeed(core.random), core.clock.instant());
    byte[] publicKey = HistorySeal.publicKey(asked.seed());
    core.database.write(
        tx -> {
          asked.save(tx.store());
          for (ConversationRow row : ConversationRow.all(tx.store())) {
            if (row.active()) {
              ask(tx, row.id(), asked, publicKey);
            }
          }
          return true;
        });
    return asked.shown(core.identity.certified().device());
  }

  private void ask(Tx tx, ConversationId id, HistoryAsked asked, byte[] publicKey) {
    if (others(tx, id)) {
      HistoryAsked.open(tx.store(), id, true);
      HistoryPart part = HistoryPart.request(asked.id(), publicKey);
      outbox.enqueueHidden(tx, id, part.part());
    }
  }

  private boolean others(Tx tx, ConversationId id) {
    String self = core.identity.certified().device();
    return Seat.all(tx.store(), id).stream()
        .anyMatch(seat -> seat.user().equals(core.identity.user()) && !seat.device().equals(self));
  }

  /** This device came into a group: where it has asked for history, it asks there too. */
  void joined(Tx tx, ConversationId id) {
    HistoryAsked.find(tx.store(), core.clock.instant())
        .ifPresent(asked -> ask(tx, id, asked, HistorySeal.publicKey(asked.seed())));
  }

  private void requireSeveral() {
    if (core.identity.user().guest() || core.identity.archivist()) {
      throw new RefusedException("staff-only", "Guests and archivists have one device");
    }
  }

  @Override
  public Optional<HistoryRequest> asked() {
    core.threads.requireOpen();
    return core.database
        .read(tx -> HistoryAsked.find(tx, core.clock.instant()))
        .map(asked -> asked.shown(core.identity.certified().device()));
  }

  @Override
  public List<HistoryRequest> requests() {
    core.threads.requireOpen();
    return giving.requests();
  }

  @Override
  public void share(HistoryRequest request) {
    core.threads.requireOpen();
    giving.share(request);
  }

  @Override
  public void decline(HistoryRequest request) {
    core.threads.requireOpen();
    giving.decline(request);
  }

  /**
   * Somebody in the group said something about history. What others than this person's devices say
   * to each other is nobody's business here.
   */
  void received(Tx tx, ConversationId id, Member sender, byte[] content) throws CborException {
    Seat seat = Seats.of(sender);
    UserId self = core.identity.user();
    if (!seat.user().equals(self)
        || self.guest()
        || statusLists.revoked(tx.store(), sender.credential())) {
      return;
    }
    HistoryPart part = HistoryPart.read(content);
    switch (part.kind()) {
      case REQUEST:
        giving.asked(tx, id, seat.device(), part);
        break;
      case OFFER:
        offered(tx, id, seat.device(), part);
        break;
      default:
        HistoryAsked.find(tx.store(), core.clock.instant())
            .filter(asked -> Arrays.equals(asked.id(), part.request()))
            .ifPresent(asked -> HistoryEvents.declined(core.events, tx, seat.device()));
        break;
    }
  }

  private void offered(Tx tx, ConversationId id, String device, HistoryPart part)
      throws CborException {
    Optional<HistoryAsked> asked =
        HistoryAsked.find(tx.store(), core.clock.instant())
            .filter(own -> Arrays.equals(own.id(), part.request()))
            // another of the person's devices was first
            .filter(own -> HistoryAsked.open(tx.store(), id));
    if (asked.isEmpty()) {
      return;
    }
    HistorySeal.Context context =
        new HistorySeal.Context(id, part.request(), core.identity.certified().device(), device);
    byte[] offer =
        HistorySeal.open(
                asked.get().seed(), context, new HistorySeal.Sealed(part.key(), part.sealed()))
            .orElseThrow(() -> new CborException("history that is not sealed to this device"));
    HistoryTaking.note(tx.store(), id, device, offer);
    tx.afterwards(this::wake);
  }

  /** What was under way when the client stopped. */
  void start() {
    tidy();
    wake();
  }

  /** Forgets what nobody carries on any more. */
  void tidy() {
    Instant now = core.clock.instant();
    boolean some =
        core.database.read(
            tx ->
                HistoryWanted.any(tx)
                    || (HistoryAsked.any(tx) && HistoryAsked.find(tx, now).isEmpty()));
    if (some) {
      core.database.write(
          tx -> {
            HistoryWanted.forgetOld(tx.store(), now);
            if (HistoryAsked.find(tx.store(), now).isEmpty()) {
              HistoryAsked.forget(tx.store());
            }
            return true;
          });
    }
  }

  private void wake() {
    again = true;
    if (running.compareAndSet(false, true)) {
      core.threads.run(() -> work(0));
    }
  }

  private void work(int failures) {
    boolean later = false;
    try {
      while (again) {
        again = false;
        giving.give();
        taking.take();
      }
    } catch (ServerUnavailableException | SignInException e) {
      later = !core.threads.closed();
      again = true;
    } finally {
      if (later) {
        core.threads.later(core.backoff.after(failures + 1), () -> work(failures + 1));
      } else {
        running.set(false);
      }
    }
    if (!later && again) {
      wake();
    }
  }
}
