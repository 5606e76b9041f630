package eu.paravent.client.internal.engine;

import eu.paravent.client.ChatException;
import eu.paravent.client.Connection;
import eu.paravent.client.ConversationId;
import eu.paravent.client.ServerUnavailableException;
import eu.paravent.client.UserId;
import eu.paravent.client.internal.delivery.Entry;
import eu.paravent.client.internal.delivery.EpochConflictException;
import eu.paravent.client.internal.delivery.GroupHead;
import eu.paravent.client.internal.delivery.PushLoop;
import eu.paravent.client.internal.delivery.WelcomeAt;
import eu.paravent.client.internal.engine.ConversationRow.Phase;
import eu.paravent.mls.CommitSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What goes on without the host: starting, receiving, sending, tidying up. Whatever fails is tried
 * again with growing pauses; nothing here throws.
 */
final class Background implements Chores, PushLoop.Receiver {
  private static final System.Logger LOG = System.getLogger(Background.class.getName());
  private static final Duration POLL = Duration.ofSeconds(45), RANK = Duration.ofSeconds(2);

  private final Engine engine;
  private final AtomicInteger catchUps = new AtomicInteger();
  private final Signal standing = new Signal();

  /** What conversations have still to do. */
  private final AtomicInteger chores = new AtomicInteger();

  private volatile boolean online, looked;
  private volatile @Nullable ChatException problem;
  private int failures;

  Background(Engine engine) {
    this.engine = engine;
  }

  Connection connection() {
    return new Connection(online, Optional.ofNullable(problem));
  }

  void awaitCaughtUp(Duration atMost) {
    long until = System.nanoTime() + atMost.toNanos();
    while (true) {
      long seen = standing.count();
      core().threads.requireOpen();
      if (online && looked && chores.get() == 0) {
        return;
      }
      if (!standing.await(seen, until - System.nanoTime())) {
        throw Optional.ofNullable(problem)
            .orElseGet(
                () -> new ServerUnavailableException("The server has not answered yet", null));
      }
    }
  }

  private void online() {
    online = true;
    problem = null;
    standing.raise();
  }

  void start() {
    core().threads.run(engine.outbox().expiries()::start);
    core().threads.run(engine.receipts()::start);
    core().threads.run(engine.handovers()::start);
    core().threads.run(this::begin);
  }

  /** Enrols where needed, and goes on with what was under way when the client stopped. */
  private void begin() {
    try {
      core().identity.require();
      engine.notices().send();
      engine.guestWait().check();
      new KeyPackagesOnce().run();
      resume();
      engine.histories().start();
      failures = 0;
      engine.push().start();
      poll();
    } catch (ChatException e) {
      offline(e);
      failures++;
      core().threads.later(core().backoff.after(failures), this::begin);
    }
  }

  private final class KeyPackagesOnce implements Runnable {
    @Override
    public void run() {
      if (!core().identity.user().guest()) {
        new KeyPackages(core(), engine.agreement().suites()).replenish();
      }
    }
  }

  private void resume() {
    for (ConversationRow row : core().database.read(ConversationRow::all)) {
      Lane lane = core().lane(row.id());
      if (row.phase() == Phase.CREATING) {
        lane.inTurn(() -> resumeCreation(lane));
      } else if (row.phase() == Phase.JOINING) {
        lane.inTurn(() -> engine.joins().external(row.id()));
      } else if (row.phase() != Phase.ENDED) {
        flush(row.id());
        if (!core().database.read(tx -> LateGuests.of(tx, row.id())).isEmpty()) {
          lateGuest(row.id());
        }
      }
    }
    core().database.read(Rejoins::open).forEach(this::rejoin);
    renewLeaves();
    for (InviteRow invite : core().database.read(InviteRow::all)) {
      if (invite.step() == InviteRow.Step.MAKING || invite.step() == InviteRow.Step.REVOKING) {
        Lane lane = core().lane(invite.conversation());
        inLane(lane, () -> engine.invites().complete(lane, invite));
      }
    }
  }

  /** The host never got to see it: it goes on only where others may have been added. */
  private void resumeCreation(Lane lane) {
    boolean interrupted =
        core()
            .database
            .read(tx -> ConversationRow.find(tx, lane.id()))
            .filter(row -> row.phase() == Phase.CREATING)
            .isPresent();
    if (!interrupted) {
      // it was being created while this client started, and is whole now
      return;
    }
    if (core().database.read(tx -> PendingCommit.find(tx, lane.id())).isPresent()
        && engine.commits().settle(lane)) {
      engine.activate(lane.id());
      return;
    }
    boolean others = core().database.read(tx -> Seat.all(tx, lane.id())).size() > 1;
    if (others) {
      engine.activate(lane.id());
    } else {
      engine.abandon(lane.id());
    }
  }

  /** Until every group shows the certificate that this device has now. */
  void renewLeaves() {
    for (ConversationId id : core().database.read(Renewals::open)) {
      Lane lane = core().lane(id);
      attemptInLane(lane, () -> renewLeaf(lane), this::renewLeaves);
    }
  }

  private void refresh(ConversationId id) {
    Lane lane = core().lane(id);
    inLane(
        lane,
        () -> {
          if (takesPart(id) && engine.refreshes().isDue(id)) {
            attempt(
                lane,
                () ->
                    engine.commits().run(lane, (tx, group) -> Optional.of(CommitSpec.selfUpdate())),
                () -> flush(id));
          }
        });
  }

  private void renewLeaf(Lane lane) {
    boolean stillOpen = core().database.read(Renewals::open).contains(lane.id());
    if (stillOpen && takesPart(lane.id())) {
      engine.commits().run(lane, (tx, group) -> Optional.of(CommitSpec.selfUpdate()));
    }
    core()
        .database
        .write(
            tx -> {
              Renewals.done(tx.store(), lane.id());
              return true;
            });
  }

  private void poll() {
    core()
        .threads
        .later(
            POLL,
            () -> {
              catchUp();
              poll();
            });
  }

  /** The host says that the network is back. */
  void retryNow() {
    engine.company().soon();
    engine.push().retryNow();
    core().threads.run(this::catchUp);
  }

  @Override
  public void ready() {
    online();
    core().threads.run(this::catchUp);
  }

  /** Who asks while it is under way may have seen something newer: it looks once more. */
  private void catchUp() {
    if (catchUps.getAndIncrement() > 0) {
      return;
    }
    int asked;
    try {
      do {
        asked = catchUps.get();
        lookForMissed();
      } while (!catchUps.compareAndSet(asked, 0));
    } catch (RuntimeException e) {
      catchUps.set(0);
      throw e;
    }
  }

  /**
   * Asks for what was missed: welcomes, and logs whose head is beyond the cursor, or before it,
   * which only a log that lost its end is still when it is read.
   */
  private void lookForMissed() {
    try {
      engine.guestWait().check();
      core().server.welcomes(this::take);
      for (GroupHead head : core().server.groups()) {
        conversation(head.groupId())
            .flatMap(id -> core().database.read(tx -> ConversationRow.find(tx, id)))
            .filter(row -> row.visible() && row.phase() != Phase.ENDED)
            .filter(row -> head.head() != row.cursor())
            .ifPresent(row -> pull(row.id()));
      }
      core().database.read(ConversationRow::all).stream()
          .filter(ConversationRow::active)
          .forEach(row -> flush(row.id()));
      lookForGuests();
      engine.company().look();
      engine.deviceWatch().look();
      engine.histories().tidy();
      engine.refreshes().due().ifPresent(this::refresh);
      new KeyPackagesOnce().run();
      looked = true;
      online();
    } catch (ChatException e) {
      offline(e);
      core().threads.later(core().backoff.after(4), this::catchUp);
    }
  }

  /** Those that wait to be let in; staff only. */
  private void lookForGuests() {
    if (core().identity.user().guest() || core().identity.archivist()) {
      return;
    }
    for (ConversationRow row : core().database.read(ConversationRow::all)) {
      if (row.active() && core().database.read(tx -> GuestRequests.possible(tx, row.id()))) {
        Lane lane = core().lane(row.id());
        attemptInLane(
            lane,
            () -> {
              if (takesPart(row.id())) {
                engine.guestRequests().list(row.id());
              }
            },
            this::catchUpLater);
      }
    }
  }

  @Override
  public void entry(String groupId, Entry entry) {
    conversation(groupId)
        .ifPresent(
            id -> {
              Lane lane = core().lane(id);
              lane.pushed.add(entry);
              if (lane.deliveryWanted.compareAndSet(false, true)) {
                core().threads.run(() -> deliver(lane));
              }
            });
  }

  @Override
  public void signal(String groupId, byte[] message) {
    conversation(groupId).ifPresent(id -> engine.typing().received(id, message));
  }

  private void deliver(Lane lane) {
    lane.inTurn(
        () -> {
          lane.deliveryWanted.set(false);
          for (Entry next = lane.pushed.poll(); next != null; next = lane.pushed.poll()) {
            Entry entry = next;
            if (takesPart(lane.id())) {
              attempt(lane, () -> engine.inbox().offer(lane, entry), () -> pull(lane.id()));
            }
          }
        });
  }

  private boolean takesPart(ConversationId id) {
    return core()
        .database
        .read(tx -> ConversationRow.find(tx, id))
        .filter(row -> row.phase() != Phase.JOINING && row.phase() != Phase.ENDED)
        .isPresent();
  }

  @Override
  public void welcome(WelcomeAt welcome) {
    core().threads.run(() -> take(welcome));
  }

  private void take(WelcomeAt welcome) {
    conversation(welcome.groupId())
        .ifPresent(
            id -> {
              Lane lane = core().lane(id);
              lane.inTurn(
                  () ->
                      attempt(lane, () -> engine.joins().welcome(id, welcome), this::catchUpLater));
              pull(id);
            });
  }

  private void catchUpLater() {
    core().threads.later(core().backoff.after(4), this::catchUp);
  }

  @Override
  public void pull(ConversationId id) {
    Lane lane = core().lane(id);
    if (lane.pullWanted.compareAndSet(false, true)) {
      inLane(
          lane,
          () -> {
            lane.pullWanted.set(false);
            if (takesPart(id)) {
              attempt(lane, () -> engine.inbox().pull(lane), () -> pull(id));
            }
          });
    }
  }

  @Override
  public void flush(ConversationId id) {
    Lane lane = core().lane(id);
    if (lane.flushWanted.compareAndSet(false, true)) {
      inLane(
          lane,
          () -> {
            lane.flushWanted.set(false);
            engine.handovers().take(id);
            if (takesPart(id)) {
              attempt(lane, () -> engine.sender().flush(lane), () -> flush(id));
            }
          });
    }
  }

  @Override
  public void guestArrived(ConversationId id) {
    afterOthers(
        id,
        lane ->
            core()
                .database
                .write(
                    tx -> {
                      engine.outbox().enqueueDetails(tx, id);
                      return true;
                    }));
  }

  @Override
  public void lateGuest(ConversationId id) {
    afterOthers(id, lane -> engine.people().removeLate(lane));
  }

  @Override
  public void completeLeaving(ConversationId id) {
    afterOthers(
        id,
        lane ->
            engine
                .commits()
                .run(
                    lane,
                    (tx, group) ->
                        group.pendingProposals().isEmpty()
                            ? Optional.empty()
                            : Optional.of(CommitSpec.selfUpdate())));
  }

  @Override
  public void rejoin(ConversationId id) {
    Lane lane = core().lane(id);
    attemptInLane(
        lane,
        () -> {
          engine.joins().again(id);
          pull(id);
        },
        () -> rejoin(id));
  }

  @Override
  public void statusListCame(ConversationId id) {
    afterOthers(
        id,
        lane -> {
          core()
              .database
              .write(
                  tx -> {
                    engine.statusLists().show(tx, id, engine.outbox());
                    return true;
                  });
          engine.people().removeRevoked(lane, engine.statusLists());
        });
  }

  @Override
  public void devicesMissing(ConversationId id, UserId person, Set<String> missing) {
    Consumer<Lane> add =
        lane -> {
          try {
            if (!engine.people().addDevices(lane, person, missing)) {
              engine.deviceWatch().failed(id, missing);
            }
          } catch (ChatException e) {
            if (!DeviceWatch.hopeless(e)) {
              throw e;
            }
            // said by an alert where the server is to blame
            engine.deviceWatch().failed(id, missing);
          }
        };
    if (person.equals(core().identity.user())) {
      Lane lane = core().lane(id);
      inLane(
          lane,
          () -> {
            if (takesPart(id)) {
              attempt(lane, () -> add.accept(lane), () -> flush(id));
            }
          });
    } else {
      // the person's own other devices come first, by their rank
      afterOthers(id, add);
    }
  }

  @Override
  public void leaveAgain(ConversationId id) {
    Lane lane = core().lane(id);
    attemptInLane(lane, () -> engine.propose(lane), () -> leaveAgain(id));
  }

  @Override
  public void messageStateChanged() {
    engine.messageStates().raise();
  }

  /** One of the staff does it, the first at once; the others only where it is still to be done. */
  private void afterOthers(ConversationId id, Consumer<Lane> work) {
    String self = core().identity.certified().device();
    List<UserId> silent = core().database.read(tx -> CharterRow.of(tx, id)).archivists();
    List<Seat> staff =
        core().database.read(tx -> Seat.all(tx, id)).stream()
            .filter(seat -> !seat.user().guest() && !silent.contains(seat.user()))
            .toList();
    int rank = 0;
    while (rank < staff.size() && !staff.get(rank).device().equals(self)) {
      rank++;
    }
    if (rank == staff.size()) {
      return;
    }
    Lane lane = core().lane(id);
    Duration jitter = Duration.ofMillis(core().random.nextInt(200));
    Runnable soon =
        () ->
            inLane(
                lane,
                () -> {
                  if (takesPart(id)) {
                    attempt(lane, () -> work.accept(lane), () -> flush(id));
                  }
                });
    if (rank == 0) {
      shortly(jitter, soon);
    } else {
      core().threads.later(RANK.multipliedBy(rank).plus(jitter), soon);
    }
  }

  private void attemptInLane(Lane lane, Runnable work, Runnable again) {
    inLane(lane, () -> attempt(lane, work, again));
  }

  private void inLane(Lane lane, Runnable work) {
    chores.incrementAndGet();
    core()
        .threads
        .run(
            () ->
                counted(
                    () ->
                        lane.inTurn(
                            () -> {
                              // it may have waited while the client was closed
                              if (!core().threads.closed()) {
                                work.run();
                              }
                            })));
  }

  @Override
  public void shortly(Duration delay, Runnable work) {
    chores.incrementAndGet();
    core().threads.later(delay, () -> counted(work));
  }

  private void counted(Runnable work) {
    try {
      work.run();
    } finally {
      if (chores.decrementAndGet() == 0) {
        standing.raise();
      }
    }
  }

  /** Within the lane. */
  private void attempt(Lane lane, Runnable work, Runnable again) {
    try {
      work.run();
      lane.failures = 0;
    } catch (ChatException | EpochConflictException e) {
      if (core().threads.closed()) {
        return;
      }
      lane.failures++;
      if (e instanceof ChatException chat) {
        offline(chat);
      }
      core().threads.later(core().backoff.after(lane.failures), again);
    }
  }

  private void offline(ChatException e) {
    online = false;
    looked = false;
    problem = e;
    standing.raise();
    LOG.log(System.Logger.Level.DEBUG, () -> "Trying again: " + e.getMessage());
  }

  private static Optional<ConversationId> conversation(String groupId) {
    try {
      return Optional.of(new ConversationId(groupId));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Core core() {
    return engine.core();
  }
}
