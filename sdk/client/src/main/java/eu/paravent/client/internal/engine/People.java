package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.RefusedException;
import eu.paravent.client.UntrustedException;
import eu.paravent.client.UserId;
import eu.paravent.client.event.ChatEvent.SecurityAlert.Kind;
import eu.paravent.client.internal.cbor.CborException;
import eu.paravent.client.internal.delivery.ClaimedKeyPackage;
import eu.paravent.client.internal.engine.ConversationRow.Phase;
import eu.paravent.client.internal.keys.Charter;
import eu.paravent.client.internal.keys.GroupRules;
import eu.paravent.client.internal.keys.GroupRules.InviteEntry;
import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsGroup;
import eu.paravent.mls.observer.KeyPackageView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Adds people to a conversation, removes them, and leaves. Made within the conversation's lane. */
final class People {
  private final Core core;
  private final Commits commits;
  private final AddGuard guard;
  private final Roots roots;

  People(Core core, Commits commits, AddGuard guard, Roots roots) {
    this.core = core;
    this.commits = commits;
    this.guard = guard;
    this.roots = roots;
  }

  void add(Lane lane, Collection<UserId> people) {
    add(lane, people, Set.of(), false);
  }

  /** Lets one in that keeps records, and names it in the same commit. */
  void addArchivist(Lane lane, UserId archivist) {
    add(lane, List.of(archivist), Set.of(archivist), false);
  }

  /**
   * @param archivists those of them that keep records
   * @param forced the server had no key packages of the hybrid suite: then whoever it has classical
   *     ones of must not be able to do more (RFC 9420 §11, against downgrades)
   */
  void add(Lane lane, Collection<UserId> people, Set<UserId> archivists, boolean forced) {
    if (people.stream().anyMatch(UserId::guest)) {
      throw new RefusedException("guest-by-invite", "Guests join by an invite link");
    }
    Map<UserId, List<byte[]>> claimed = claim(lane, people);
    if (forced) {
      requireNoBetter(claimed);
    }
    runAdding(lane, claimed.keySet(), (tx, group) -> adding(group, claimed, archivists));
  }

  /** Asked for once: each key package is handed out once, whatever epoch it is used in. */
  private Map<UserId, List<byte[]>> claim(Lane lane, Collection<UserId> people) {
    Map<UserId, List<byte[]>> claimed = new LinkedHashMap<>();
    Set<UserId> inside = core.database.read(tx -> Seats.users(Seat.all(tx, lane.id())));
    int suite = core.database.read(tx -> Suites.of(tx, lane.id())).value();
    for (UserId user : people) {
      if (!inside.contains(user) && !claimed.containsKey(user)) {
        claimed.put(
            user,
            core.server.claimKeyPackages(user.organisation(), user.name(), suite).stream()
                .map(ClaimedKeyPackage::keyPackage)
                .toList());
      }
    }
    return claimed;
  }

  /** Takes a guest out and a member of staff in, in one commit. */
  void replace(Lane lane, UserId guest, UserId staff) {
    Map<UserId, List<byte[]>> claimed = claim(lane, List.of(staff));
    runAdding(
        lane,
        claimed.keySet(),
        (tx, group) -> {
          CommitSpec.Builder spec = CommitSpec.builder();
          add(spec, group, claimed);
          return remove(spec, group, Set.of(guest))
              ? Optional.of(spec.build())
              : Optional.<CommitSpec>empty();
        });
  }

  /**
   * Adds devices of a person who is inside.
   *
   * @return whether the server had key packages for them
   */
  boolean addDevices(Lane lane, UserId user, Set<String> devices) {
    Set<String> missing =
        core.database.read(tx -> DeviceWatch.stillMissing(tx, lane.id(), user, devices));
    if (missing.isEmpty()) {
      return true;
    }
    int suite = core.database.read(tx -> Suites.of(tx, lane.id())).value();
    List<byte[]> claimed = claim(user, suite, missing);
    if (claimed.isEmpty()) {
      return false;
    }
    runAdding(
        lane,
        Set.of(user),
        (tx, group) -> {
          Set<String> open = DeviceWatch.stillMissing(tx.store(), lane.id(), user, missing);
          CommitSpec.Builder spec = CommitSpec.builder();
          claimed.forEach(spec::add);
          // one commit for all of them: where one came in meanwhile, it is tried again later
          return open.size() == missing.size() ? Optional.of(spec.build()) : Optional.empty();
        });
    return true;
  }

  /** Of these devices only: those of the others would be used up for nothing. */
  private List<byte[]> claim(UserId user, int suite, Set<String> devices) {
    List<byte[]> claimed = new ArrayList<>();
    Optional<RefusedException> none = Optional.empty();
    for (String device : devices) {
      try {
        core.server.claimKeyPackages(user.organisation(), user.name(), suite, device).stream()
            .map(ClaimedKeyPackage::keyPackage)
            .forEach(claimed::add);
      } catch (RefusedException e) {
        // that one has none left: the others are added all the same
        none = Optional.of(e);
      }
    }
    if (claimed.isEmpty() && none.isPresent()) {
      throw none.get();
    }
    return claimed;
  }

  /** Removes devices that their organisations took back. */
  void removeRevoked(Lane lane, StatusLists statusLists) {
    commits.run(lane, statusLists::removing);
  }

  private void runAdding(Lane lane, Set<UserId> people, Commits.Plan adding) {
    Commits.Plan plan =
        new Commits.Plan() {
          @Override
          public Optional<CommitSpec> spec(Tx tx, MlsGroup group) throws MlsException {
            guard.expect(people);
            return adding.spec(tx, group);
          }

          @Override
          public void staged() {
            // what others commit meanwhile is not for this question
            guard.anyone();
          }
        };
    try {
      commits.run(lane, plan);
    } catch (RefusedException e) {
      if (e.getCause() instanceof MlsException refusal) {
        throw judged(lane.id(), people, refusal, e);
      }
      throw e;
    }
  }

  /** Devices leave hybrid key packages first and sign what they support: none is hidden unseen. */
  private static void requireNoBetter(Map<UserId, List<byte[]>> claimed) {
    // who has a device that cannot is the reason
    boolean none =
        claimed.values().stream()
            .allMatch(all -> !all.isEmpty() && all.stream().allMatch(People::hybrid));
    if (none) {
      throw new HybridMissing();
    }
  }

  /** Every device that the server has classical key packages of can do more. */
  static final class HybridMissing extends RuntimeException {
    private static final long serialVersionUID = 1;

    HybridMissing() {
      super("Devices that support the hybrid suite have no hybrid key packages");
    }
  }

  /** Says aloud that the server hides them, having been asked twice. */
  UntrustedException hidden(Collection<UserId> people) {
    String what = "The server hides hybrid key packages of devices that have them";
    core.database.write(
        tx -> {
          core.events.alert(
              tx, Kind.KEY_PACKAGE_SWAPPED, Optional.empty(), people.stream().findFirst(), what);
          return true;
        });
    return new UntrustedException(what, null);
  }

  private static boolean hybrid(byte[] keyPackage) {
    try {
      return KeyPackageView.read(keyPackage).supported().contains(Suites.HYBRID.value());
    } catch (MlsException e) {
      // judged when it is added
      return false;
    }
  }

  private static Optional<CommitSpec> adding(
      MlsGroup group, Map<UserId, List<byte[]>> claimed, Set<UserId> archivists) {
    Set<UserId> members = Seats.users(Seats.of(group));
    CommitSpec.Builder spec = CommitSpec.builder();
    GroupRules rules = Roles.rules(group);
    for (UserId archivist : archivists) {
      if (!members.contains(archivist) && rules.charter().isPresent()) {
        Charter was = rules.charter().get();
        rules = rules.with(was.archivists(Charter.with(was.archivists(), archivist.uri())));
        spec.contextExtensions(Roles.context(group, rules));
      }
    }
    return add(spec, group, claimed) ? Optional.of(spec.build()) : Optional.empty();
  }

  private static boolean add(
      CommitSpec.Builder spec, MlsGroup group, Map<UserId, List<byte[]>> claimed) {
    Set<UserId> members = Seats.users(Seats.of(group));
    boolean some = false;
    for (Map.Entry<UserId, List<byte[]>> entry : claimed.entrySet()) {
      if (!members.contains(entry.getKey())) {
        for (byte[] keyPackage : entry.getValue()) {
          spec.add(keyPackage);
          some = true;
        }
      }
    }
    return some;
  }

  private RuntimeException judged(
      ConversationId id, Set<UserId> people, MlsException refusal, RefusedException otherwise) {
    Optional<String> changedRoot = roots.takeChanged();
    boolean swapped = guard.swapped();
    switch (refusal.reason()) {
      case CREDENTIAL_REJECTED:
      case NOT_AUTHENTIC:
      case MALFORMED:
      case UNSUPPORTED:
        swapped = true;
        break;
      default:
        break;
    }
    if (!swapped) {
      return otherwise;
    }
    Kind kind = changedRoot.isPresent() ? Kind.ROOT_CHANGED : Kind.KEY_PACKAGE_SWAPPED;
    core.database.write(
        tx -> {
          core.events.alert(
              tx,
              kind,
              Optional.of(id),
              people.stream().findFirst(),
              "A key package that the server gave was refused: " + refusal.getMessage());
          return true;
        });
    return new UntrustedException(
        "The server gave key packages that are not of the people asked for: "
            + refusal.getMessage(),
        refusal);
  }

  void remove(Lane lane, Set<UserId> people) {
    if (people.contains(core.identity.user())) {
      throw new RefusedException("use-leave", "To go oneself, leave the conversation");
    }
    commits.run(lane, (tx, group) -> removing(group, people));
  }

  /** Takes this person's other devices out, so that it leaves as a whole. */
  void removeOtherDevices(Lane lane) {
    UserId self = core.identity.user();
    commits.run(
        lane,
        (tx, group) -> {
          CommitSpec.Builder spec = CommitSpec.builder();
          boolean some = false;
          for (Seat seat : Seats.of(group)) {
            if (seat.user().equals(self) && seat.leaf() != group.ownLeafIndex()) {
              spec.remove(seat.leaf());
              some = true;
            }
          }
          return some ? Optional.of(spec.build()) : Optional.empty();
        });
  }

  /** Removes guests that came too late, where no one else has done it. */
  void removeLate(Lane lane) {
    Set<UserId> late = core.database.read(tx -> LateGuests.of(tx, lane.id()));
    if (late.isEmpty()) {
      return;
    }
    remove(lane, late);
    core.database.write(
        tx -> {
          LateGuests.forget(tx.store(), lane.id());
          return true;
        });
  }

  private static Optional<CommitSpec> removing(MlsGroup group, Set<UserId> people) {
    CommitSpec.Builder spec = CommitSpec.builder();
    return remove(spec, group, people) ? Optional.of(spec.build()) : Optional.empty();
  }

  private static boolean remove(CommitSpec.Builder spec, MlsGroup group, Set<UserId> people) {
    List<Seat> gone = new ArrayList<>();
    for (Seat seat : Seats.of(group)) {
      if (people.contains(seat.user())) {
        spec.remove(seat.leaf());
        gone.add(seat);
      }
    }
    if (!gone.isEmpty()) {
      lowerInvites(group, gone).ifPresent(spec::contextExtensions);
    }
    return !gone.isEmpty();
  }

  /** Who removes a guest lowers its invite, so that the link does not let it back in. */
  private static Optional<Extensions> lowerInvites(MlsGroup group, List<Seat> gone) {
    Map<String, Integer> guests = new HashMap<>();
    gone.stream()
        .filter(seat -> seat.user().guest())
        .forEach(seat -> guests.merge(Invites.inviteOf(seat.user()), 1, Integer::sum));
    if (guests.isEmpty()) {
      return Optional.empty();
    }
    try {
      GroupRules rules = GroupRules.of(group.contextExtensions());
      for (Map.Entry<String, Integer> entry : guests.entrySet()) {
        Optional<InviteEntry> invite = rules.invite(entry.getKey()).filter(InviteEntry::open);
        if (invite.isPresent()) {
          InviteEntry lowered = invite.get();
          for (int i = 0; i < entry.getValue(); i++) {
            lowered = lowered.lowered();
          }
          rules = rules.with(lowered);
        }
      }
      return Optional.of(rules.in(group.contextExtensions()));
    } catch (CborException e) {
      throw new IllegalStateException("The rules of the group cannot be read any more", e);
    }
  }

  /**
   * Proposes to be removed; the others complete it. Alone, there is no one to tell.
   *
   * @return the proposal to be sent, empty where nothing has to be
   */
  Optional<byte[]> stageLeaving(ConversationId id) {
    return core.database.write(
        tx -> {
          MlsGroup group = core.mls.group(id);
          if (group.members().size() == 1) {
            ConversationRow.load(tx.store(), id).phase(Phase.ENDED).save(tx.store());
            core.mls.delete(id);
            return Optional.empty();
          }
          try {
            byte[] proposal = group.proposeRemove(group.ownLeafIndex());
            new OwnEntry(OwnEntry.Kind.PROPOSAL, 0).save(tx.store(), id, Hashes.sha256(proposal));
            return Optional.of(proposal);
          } catch (MlsException e) {
            throw new RefusedException(
                "change-not-allowed", "Leaving is not possible now: " + e.getMessage(), e);
          }
        });
  }
}
