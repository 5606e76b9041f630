package eu.paravent.mls.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.mls.CipherSuite;
import eu.paravent.mls.interop.Peer.Change;
import eu.paravent.mls.interop.Peer.Sent;
import eu.paravent.mls.musts.Demand;
import eu.paravent.mls.musts.Shows;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One group of members of this implementation and of another. */
@Timeout(240)
abstract class InteropContract {
  private static final byte[] GROUP = "interop".getBytes(UTF_8),
      CONTEXT = "context".getBytes(UTF_8);
  private static final int STEPS = 500;

  private final List<Peer> members = new ArrayList<>();
  private CipherSuite suite = CipherSuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_ED25519;
  private int named;

  enum Kind {
    OURS,
    THEIRS;

    Kind other() {
      return this == OURS ? THEIRS : OURS;
    }
  }

  abstract Peer theirs(String name, CipherSuite suite) throws Exception;

  /** So many members at most walk. */
  abstract int most();

  /** Whether a defect of the other implementation forbids a joiner of theirs without a path. */
  abstract boolean joinersNeedPath();

  /** Whether a defect of the other implementation forbids that leaf to become empty. */
  abstract boolean mayRemove(int leaf, List<Integer> leavesThen);

  @ParameterizedTest
  @EnumSource(Kind.class)
  void oneAddsTheOtherByWelcomeWithAndWithoutPath(Kind kind) throws Exception {
    create(kind);
    add(members.get(0), fresh(kind.other()), true);
    add(members.get(0), fresh(kind.other()), false);
    add(members.get(1), fresh(kind), false);
    add(members.get(1), fresh(kind), true);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void oneJoinsTheOtherByExternalCommit(Kind kind) throws Exception {
    create(kind);
    joinExternally(fresh(kind.other()), members.get(0));
    joinExternally(fresh(kind), members.get(1));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void updatesRemovalsAndPreSharedKeysAreFollowed(Kind kind) throws Exception {
    create(kind);
    add(members.get(0), fresh(kind.other()), true);
    add(members.get(1), fresh(kind), true);
    for (int i = 0; i < 3; i++) {
      commit(members.get(i), Change.none());
      update(members.get(i), members.get((i + 1) % 3));
      preSharedKey(members.get(i));
    }
    remove(members.get(1), members.get(2));
    add(members.get(0), fresh(kind.other()), true);
    remove(members.get(2), members.get(0));
  }

  /** The node of the first four leaves lists a leaf as unmerged, the root above it does not. */
  @Test
  void aTreeWithUnmergedLeavesIsJoined() throws Exception {
    create(Kind.OURS);
    for (int i = 0; i < 4; i++) {
      add(members.get(i), fresh(Kind.OURS), true);
    }
    remove(members.get(2), members.get(1));
    add(members.get(0), fresh(Kind.OURS), false);
    commit(members.get(3), Change.none());
    joinExternally(fresh(Kind.THEIRS), members.get(0));
  }

  /** Those of RFC 9420. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = ".*MLKEM.*")
  void everySuiteIsUnderstood(CipherSuite one) throws Exception {
    everythingInSuite(one);
  }

  final void everythingInSuite(CipherSuite one) throws Exception {
    suite = one;
    create(Kind.OURS);
    add(members.get(0), fresh(Kind.THEIRS), true);
    add(members.get(1), fresh(Kind.OURS), true);
    joinExternally(fresh(Kind.THEIRS), members.get(0));
    joinExternally(fresh(Kind.OURS), members.get(1));
    for (int i = 0; i < 5; i++) {
      update(members.get(i), members.get((i + 1) % 5));
    }
    preSharedKey(members.get(1));
    remove(members.get(3), members.get(4));
  }

  /** Repeat a failure with {@code -Dparavent.seed}; the seed and the steps are in its message. */
  @Tag("checklist-38")
  @Test
  @Shows(Demand.PADDING_IS_ZERO)
  void randomWalk() throws Exception {
    long seed = Long.getLong("paravent.seed", System.nanoTime());
    Random random = new Random(seed);
    List<String> steps = new ArrayList<>();
    try {
      create(Kind.OURS);
      for (int i = 0; i < STEPS; i++) {
        steps.add(step(random));
      }
    } catch (Exception | AssertionError e) {
      int from = Math.max(0, steps.size() - 30);
      throw new AssertionError("Seed " + seed + ", after " + steps.subList(from, steps.size()), e);
    }
  }

  private String step(Random random) throws Exception {
    Peer one = members.get(random.nextInt(members.size()));
    Peer other = members.get(random.nextInt(members.size()));
    boolean alone = one == other;
    boolean full = members.size() >= most();
    switch (random.nextInt(8)) {
      case 0:
      case 1:
        if (!full) {
          Peer joiner = fresh(random);
          boolean path =
              random.nextBoolean() || (joinersNeedPath() && !(joiner instanceof OurPeer));
          add(one, joiner, path);
          return one + " adds " + joiner + (path ? "" : " without path");
        }
        break;
      case 2:
        if (!alone && mayRemove(other)) {
          remove(one, other);
          return one + " removes " + other;
        }
        break;
      case 3:
        if (!full) {
          Peer joiner = fresh(random);
          joinExternally(joiner, one);
          return joiner + " joins by the group info of " + one;
        }
        break;
      case 4:
        if (!alone) {
          update(one, other);
          return other + " commits the update of " + one;
        }
        break;
      case 5:
        preSharedKey(one);
        return one + " commits a pre-shared key";
      case 6:
        // the present epoch's: whoever joined has no other
        commit(one, Change.resumption(one.epoch()));
        return one + " commits the resumption key";
      default:
        break;
    }
    commit(one, Change.none());
    return one + " updates";
  }

  private boolean mayRemove(Peer gone) throws Exception {
    List<Integer> leaves = new ArrayList<>();
    for (Peer member : members) {
      if (member != gone) {
        leaves.add(member.leaf());
      }
    }
    return mayRemove(gone.leaf(), leaves.stream().sorted().toList());
  }

  private Peer fresh(Random random) throws Exception {
    return fresh(Kind.values()[random.nextInt(2)]);
  }

  private Peer fresh(Kind kind) throws Exception {
    int number = named++;
    return kind == Kind.OURS ? new OurPeer("our" + number, suite) : theirs("their" + number, suite);
  }

  private void create(Kind kind) throws Exception {
    Peer creator = fresh(kind);
    creator.create(GROUP);
    members.add(creator);
  }

  private void add(Peer committer, Peer joiner, boolean path) throws Exception {
    Sent sent = commit(committer, Change.add(path, joiner.keyPackage()), committer);
    joiner.join(sent.welcome().orElseThrow());
    members.add(joiner);
    agree();
  }

  private void joinExternally(Peer joiner, Peer by) throws Exception {
    byte[] commit = joiner.joinExternally(by.groupInfo());
    for (Peer member : members) {
      member.process(commit);
    }
    members.add(joiner);
    agree();
  }

  private void remove(Peer committer, Peer gone) throws Exception {
    int leaf = gone.leaf();
    members.remove(gone);
    commit(committer, Change.remove(leaf));
  }

  private void update(Peer proposer, Peer committer) throws Exception {
    byte[] proposal = proposer.proposeUpdate();
    for (Peer member : members) {
      if (member != proposer) {
        member.process(proposal);
      }
    }
    commit(committer, Change.none());
  }

  private void preSharedKey(Peer committer) throws Exception {
    byte[] id = ("psk" + named++).getBytes(UTF_8);
    for (Peer member : members) {
      member.registerPsk(id, CONTEXT);
    }
    commit(committer, Change.psk(id));
  }

  private void commit(Peer committer, Change change) throws Exception {
    commit(committer, change, committer);
    agree();
  }

  private Sent commit(Peer committer, Change change, Peer except) throws Exception {
    Sent sent = committer.commit(change);
    for (Peer member : members) {
      if (member != except) {
        member.process(sent.commit());
      }
    }
    return sent;
  }

  /** All are in the same epoch, with the same secrets, and read each other. */
  private void agree() throws Exception {
    Peer first = members.get(0);
    for (Peer member : members) {
      assertThat(member.epoch()).as(member.name()).isEqualTo(first.epoch());
      assertThat(member.authenticator()).as(member.name()).isEqualTo(first.authenticator());
      assertThat(member.export("label", CONTEXT, 40))
          .as(member.name())
          .isEqualTo(first.export("label", CONTEXT, 40));
    }
    Peer speaker = members.get(members.size() - 1);
    byte[] said = ("by " + speaker.name()).getBytes(UTF_8);
    byte[] message = speaker.encrypt(said);
    for (Peer member : members) {
      if (member != speaker) {
        assertThat(member.decrypt(message)).as(member.name()).isEqualTo(said);
      }
    }
  }
}
