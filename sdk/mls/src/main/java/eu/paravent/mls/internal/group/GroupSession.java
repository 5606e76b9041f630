package eu.paravent.mls.internal.group;

import eu.paravent.mls.CommitBundle;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsException.Reason;
import eu.paravent.mls.ProposalSpec;
import eu.paravent.mls.ReceivedMessage;
import eu.paravent.mls.crypto.SecretBytes;
import eu.paravent.mls.internal.framing.Proposal;
import eu.paravent.mls.internal.group.Head.Status;
import eu.paravent.mls.internal.schedule.PreSharedKeyId;
import eu.paravent.mls.internal.schedule.SecretTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One group of this client in memory, and every write of it. What others compute becomes state only
 * here: first stored, then in memory. Not thread-safe.
 */
public final class GroupSession {
  private static final int MAX_PROPOSALS = 1024;

  private final LocalClient client;
  private final GroupStore store;
  private boolean preparedJoin;
  private final Map<String, PastEpoch> pastEpochs = new HashMap<>();
  private final List<PendingProposal> proposals = new ArrayList<>();
  private Head head;
  private EpochState state;
  private @Nullable Staged staged;

  /** An own commit that waits, and the epoch it leads to. */
  private record Staged(StagedCommit commit, EpochState next) {
    static Staged of(CommitMaker.Made made) {
      return new Staged(made.staged(), made.next());
    }

    static Staged read(byte[] record, LocalClient client, GroupStore store) {
      EpochState next = EpochState.read(store, StagedCommit.nextEpoch(record), client.crypto());
      return new Staged(StagedCommit.decode(record, client, next), next);
    }
  }

  private GroupSession(
      LocalClient client, GroupStore store, Head head, EpochState state, boolean preparedJoin) {
    this.client = client;
    this.store = store;
    this.head = head;
    this.state = state;
    this.preparedJoin = preparedJoin;
  }

  // ---- beginning

  /** Stores a group in its first epoch here; an earlier state of the same group is replaced. */
  static GroupSession begin(LocalClient client, EpochState state, Changes changes) {
    GroupStore store = new GroupStore(client.storage(), state.group().groupId());
    Head head = Head.active(state.name());
    Changes all = new Changes();
    store.deleteGroup(all);
    all.putAll("", changes.asMap());
    state.create(store, all);
    all.put(store.head(), head.encode());
    store.write(all);
    return new GroupSession(client, store, head, state, false);
  }

  /** As above, with its first commit staged, in one write. */
  static GroupSession begin(LocalClient client, EpochState state, CommitMaker.Made made) {
    GroupStore store = new GroupStore(client.storage(), state.group().groupId());
    Changes changes = new Changes();
    made.next().create(store, changes);
    changes.put(store.stagedCommit(), made.staged().encode());
    GroupSession session = begin(client, state, changes);
    session.staged = Staged.of(made);
    return session;
  }

  /** Stores a prepared external join beside whatever is stored of the group. */
  static GroupSession prepare(LocalClient client, CommitMaker.Made made) {
    EpochState next = made.next();
    GroupStore store = new GroupStore(client.storage(), next.group().groupId());
    Changes changes = new Changes();
    store
        .read(store.preparedJoin())
        .ifPresent(old -> store.deleteEpoch(Head.decode(old).epoch(), changes));
    Head head = Head.active(next.name());
    next.create(store, changes);
    changes.put(store.preparedJoin(), head.encode());
    changes.put(store.stagedJoin(), made.staged().encode());
    store.write(changes);
    GroupSession session = new GroupSession(client, store, head, next, true);
    session.staged = Staged.of(made);
    return session;
  }

  public static Optional<GroupSession> load(LocalClient client, byte[] groupId) {
    GroupStore store = new GroupStore(client.storage(), groupId);
    Optional<byte[]> record = store.read(store.head());
    if (record.isEmpty()) {
      return Optional.empty();
    }
    Head head = Head.decode(record.get());
    GroupSession session =
        new GroupSession(
            client, store, head, EpochState.read(store, head.epoch(), client.crypto()), false);
    session.staged =
        store
            .read(store.stagedCommit())
            .map(staged -> Staged.read(staged, client, store))
            .orElse(null);
    int numbered = store.proposals().length();
    client.storage().keys(store.proposals()).stream()
        .sorted((a, b) -> order(a, b, numbered))
        .forEach(
            key ->
                store
                    .read(key)
                    .ifPresent(
                        value ->
                            session.proposals.add(PendingProposal.decode(value, client.crypto()))));
    return Optional.of(session);
  }

  private static int order(String a, String b, int numbered) {
    return Integer.compare(
        Integer.parseInt(a.substring(numbered)), Integer.parseInt(b.substring(numbered)));
  }

  public static Optional<GroupSession> loadPreparedJoin(LocalClient client, byte[] groupId) {
    GroupStore store = new GroupStore(client.storage(), groupId);
    Optional<byte[]> record = store.read(store.preparedJoin());
    Optional<byte[]> commit = store.read(store.stagedJoin());
    if (record.isEmpty() || commit.isEmpty()) {
      return Optional.empty();
    }
    Head head = Head.decode(record.get());
    EpochState next = EpochState.read(store, head.epoch(), client.crypto());
    GroupSession session = new GroupSession(client, store, head, next, true);
    session.staged = new Staged(StagedCommit.decode(commit.get(), client, next), next);
    return Optional.of(session);
  }

  /** Whether this client is an active member of the stored group of that id. */
  static boolean activeIn(LocalClient client, byte[] groupId) {
    GroupStore store = new GroupStore(client.storage(), groupId);
    return store
        .read(store.head())
        .map(record -> Head.decode(record).status() == Status.ACTIVE)
        .orElse(false);
  }

  // ---- looking

  LocalClient client() {
    return client;
  }

  public EpochView view() {
    Staged prepared = preparedJoin ? staged : null;
    return new EpochView(
        state, prepared != null ? prepared.commit.bundle().epoch() : state.group().epoch());
  }

  EpochState state() {
    return state;
  }

  public boolean active() {
    return !joining() && head.status() == Status.ACTIVE;
  }

  /** What the successor of an ended group must be. */
  public Optional<ProposalSpec.ReInit> reInit() {
    if (head.status() != Status.REINITIALIZED) {
      return Optional.empty();
    }
    return store
        .readReInit()
        .map(
            r ->
                new ProposalSpec.ReInit(r.groupId(), r.version(), r.cipherSuite(), r.extensions()));
  }

  private boolean joining() {
    return preparedJoin && staged != null;
  }

  /** Refuses where this client cannot act in the group. */
  EpochState activeState() throws MlsException {
    if (joining()) {
      throw new MlsException(
          Reason.WRONG_STATE, "The external join is only prepared: merge or discard it first");
    }
    if (preparedJoin && head.status() != Status.ACTIVE || abandoned) {
      throw new MlsException(Reason.WRONG_STATE, "The external join was discarded");
    }
    if (head.status() == Status.REMOVED) {
      throw new MlsException(Reason.WRONG_STATE, "This client was removed from the group");
    }
    if (head.status() == Status.REINITIALIZED) {
      throw new MlsException(
          Reason.WRONG_STATE,
          "The group ended with a ReInit: make its successor or wait for the Welcome");
    }
    return state;
  }

  private boolean abandoned;

  List<PendingProposal> proposals() {
    return List.copyOf(proposals);
  }

  Optional<PendingProposal> proposal(byte[] reference) {
    return proposals.stream().filter(p -> Arrays.equals(p.reference(), reference)).findFirst();
  }

  Optional<StagedCommit> staged() {
    return Optional.ofNullable(staged).map(Staged::commit);
  }

  public Optional<CommitBundle> pendingCommit() {
    return staged().map(StagedCommit::bundle);
  }

  SecretTree secretTree(PublicGroup group) {
    String prefix = store.secretTree(GroupStore.epochName(group.context()));
    return new SecretTree(
        client.crypto(),
        group.tree().leafCount(),
        name -> store.readCached(prefix + name).orElse(null));
  }

  /** A past epoch that is still kept. */
  Optional<PastEpoch> past(long epoch) {
    for (String name : head.past()) {
      PastEpoch past = pastEpochs.computeIfAbsent(name, missing -> PastEpoch.read(store, missing));
      if (past.group().epoch() == epoch) {
        return Optional.of(past);
      }
    }
    return Optional.empty();
  }

  /** External keys from the client, resumption keys from the epochs of its groups kept here. */
  SecretBytes preSharedKey(PreSharedKeyId id) throws MlsException {
    if (id instanceof PreSharedKeyId.External external) {
      return client.externalPreSharedKey(external);
    }
    PreSharedKeyId.Resumption resumption = (PreSharedKeyId.Resumption) id;
    if (Arrays.equals(resumption.groupId(), state.group().groupId())
        && resumption.epoch() == state.group().epoch()) {
      return state.secrets().resumption().copy();
    }
    return OldGroup.of(client, resumption).resumption();
  }

  // ---- changing

  /** Writes what the use of a message key means, for the epoch of that group. */
  void writeRatchet(PublicGroup group, Map<String, byte @Nullable []> records) {
    store.write(ratchet(group, records));
  }

  private Changes ratchet(PublicGroup group, Map<String, byte @Nullable []> records) {
    return new Changes().putAll(store.secretTree(GroupStore.epochName(group.context())), records);
  }

  /** Keeps a proposal until its epoch ends. */
  void keep(PendingProposal proposal, Map<String, byte @Nullable []> ratchet) throws MlsException {
    if (proposals.size() >= MAX_PROPOSALS) {
      throw new MlsException(
          Reason.RULE_VIOLATION, "Too many proposals wait in this epoch: commit first");
    }
    store.write(
        ratchet(state.group(), ratchet).put(store.proposal(proposals.size()), proposal.encode()));
    proposals.add(proposal);
  }

  void stage(CommitMaker.Made made) {
    Changes changes = new Changes();
    made.next().create(store, changes);
    changes.put(store.stagedCommit(), made.staged().encode());
    made.reInit().ifPresent(reInit -> store.putReInit(reInit, changes));
    store.write(changes);
    staged = Staged.of(made);
  }

  public void discardStaged() {
    Staged discarded = staged;
    if (discarded == null) {
      return;
    }
    Changes changes = new Changes();
    dropStaged(discarded, changes);
    store.write(changes);
    abandoned = preparedJoin;
    staged = null;
  }

  private void dropStaged(Staged dropped, Changes changes) {
    store.deleteEpoch(dropped.next.name(), changes);
    if (preparedJoin) {
      changes.delete(store.preparedJoin()).delete(store.stagedJoin());
    } else {
      changes.delete(store.stagedCommit()).delete(store.reInit());
    }
  }

  /** Moves to the epoch of the staged commit. */
  public ReceivedMessage.Commit mergeStaged() throws MlsException {
    Staged merged = staged;
    if (merged == null) {
      throw new MlsException(Reason.WRONG_STATE, "No commit is pending");
    }
    StagedCommit commit = merged.commit;
    EpochState next = merged.next;
    if (joining()) {
      mergeJoin();
      // what the joiner replaced is no member of the tree it has
      return commit.summary().joined(next.group());
    }
    ReceivedMessage.Commit received =
        commit.summary().received(state.group(), next.group(), true, false);
    Changes changes = new Changes().delete(store.stagedCommit());
    advance(next, commit.reInit() ? Status.REINITIALIZED : Status.ACTIVE, changes);
    return received;
  }

  private void mergeJoin() {
    Changes changes = new Changes().delete(store.preparedJoin()).delete(store.stagedJoin());
    changes.delete(store.reInit());
    Optional<Head> before = store.read(store.head()).map(Head::decode);
    if (before.isPresent()) {
      EpochState old = EpochState.read(store, before.get().epoch(), client.crypto());
      store
          .read(store.stagedCommit())
          .map(StagedCommit::nextEpoch)
          .ifPresent(
              next -> {
                store.deleteEpoch(next, changes);
                changes.delete(store.stagedCommit());
              });
      store.deleteAll(store.proposals(), changes);
      Head next = before.get().advanced(state.name(), Status.ACTIVE);
      retire(old, before.get(), next, changes);
      head = next;
    }
    changes.put(store.head(), head.encode());
    store.write(changes);
    // from here on a group like any other
    preparedJoin = false;
    staged = null;
  }

  /**
   * Moves to an epoch that a received commit began; an own staged commit is dropped.
   *
   * @param reInit with which the group ends
   */
  void advanceTo(EpochState next, Optional<Proposal.ReInit> reInit) {
    Changes changes = new Changes();
    if (staged != null) {
      dropStaged(staged, changes);
    }
    next.create(store, changes);
    reInit.ifPresent(ended -> store.putReInit(ended, changes));
    advance(next, reInit.isPresent() ? Status.REINITIALIZED : Status.ACTIVE, changes);
  }

  private void advance(EpochState next, Status status, Changes changes) {
    Head nextHead = head.advanced(next.name(), status);
    retire(state, head, nextHead, changes);
    store.deleteAll(store.proposals(), changes);
    changes.put(store.head(), nextHead.encode());
    store.write(changes);
    state.secrets().close();
    state = next;
    head = nextHead;
    staged = null;
    proposals.clear();
  }

  private void retire(EpochState old, Head before, Head after, Changes changes) {
    PastEpoch.retire(old, store, changes);
    for (String name : before.past()) {
      if (!after.past().contains(name)) {
        store.deleteEpoch(name, changes);
        pastEpochs.remove(name);
      }
    }
  }

  /** This client was removed: the group stays readable, but cannot be used any more. */
  void end(Map<String, byte @Nullable []> ratchet) {
    Changes changes = ratchet(state.group(), ratchet);
    if (staged != null) {
      dropStaged(staged, changes);
    }
    Head ended = new Head(head.epoch(), head.past(), Status.REMOVED);
    store.deleteAll(store.proposals(), changes);
    changes.put(store.head(), ended.encode());
    store.write(changes);
    head = ended;
    staged = null;
    proposals.clear();
  }

  public void delete() {
    Changes changes = new Changes();
    store.deleteGroup(changes);
    store.write(changes);
    head = new Head(head.epoch(), List.of(), Status.REMOVED);
    staged = null;
    proposals.clear();
  }
}
