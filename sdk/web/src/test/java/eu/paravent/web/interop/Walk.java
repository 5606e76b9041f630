package eu.paravent.web.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import eu.paravent.mls.MlsException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * A group that changes at random. After each epoch all must hold the same secrets, and whatever one
 * says all others must read.
 */
final class Walk {
  private static final byte[] CONTEXT = "context".getBytes(UTF_8);

  private final CorePage page;
  private final int suite;
  private final Random random;
  private final int most;
  private final List<Peer> members = new ArrayList<>();
  private final List<Late> late = new ArrayList<>();
  private final List<String> steps = new ArrayList<>();
  private final Map<String, Integer> counted = new TreeMap<>();
  private int named;

  /** Said in an earlier epoch and not delivered since. */
  private record Late(byte[] message, byte[] said, Set<String> to) {}

  /**
   * @param most members at a time
   */
  Walk(CorePage page, int suite, Random random, int most) throws MlsException {
    this.page = page;
    this.suite = suite;
    this.random = random;
    this.most = most;
    Peer first = fresh(random.nextBoolean());
    first.create();
    members.add(first);
    // both kinds from the start
    add(first, fresh(first instanceof JavaPeer), true);
  }

  String lastSteps() {
    return steps.subList(Math.max(0, steps.size() - 30), steps.size()).toString();
  }

  String summary() {
    return counted.toString();
  }

  void step() throws MlsException {
    Peer one = any();
    Peer other = any();
    boolean alone = one == other;
    boolean full = members.size() >= most;
    switch (random.nextInt(14)) {
      case 0, 1 -> {
        if (!full) {
          add(one, fresh(random.nextBoolean()), random.nextBoolean());
        }
      }
      case 2 -> {
        if (!alone && bothKindsWithout(other)) {
          remove(one, other);
        }
      }
      case 3 -> {
        if (!full) {
          joinExternally(fresh(random.nextBoolean()), one);
        }
      }
      case 4 -> {
        if (!alone) {
          rejoin(one, other);
        }
      }
      case 5, 6 -> {
        if (!alone) {
          propose(one, other);
        }
      }
      case 7 -> {
        if (!alone) {
          race(one, other);
        }
      }
      case 8, 9 -> talk();
      case 10 -> move(one);
      case 11 -> tamper(one);
      case 12 -> {
        if (random.nextInt(3) == 0) {
          reloadPage();
        }
      }
      default -> {
        note("update", one);
        commit(one, one.update());
      }
    }
  }

  private void note(String what, Object... who) {
    counted.merge(what, 1, Integer::sum);
    steps.add(what + " " + List.of(who));
  }

  private Peer any() {
    return members.get(random.nextInt(members.size()));
  }

  private Peer fresh(boolean browser) throws MlsException {
    String name = "m" + named++;
    return browser ? BrowserPeer.fresh(name, suite, page) : JavaPeer.fresh(name, suite);
  }

  private boolean bothKindsWithout(Peer gone) {
    return members.stream().anyMatch(m -> m != gone && m instanceof JavaPeer)
        && members.stream().anyMatch(m -> m != gone && m instanceof BrowserPeer);
  }

  // ---- what changes the group

  private void add(Peer committer, Peer joiner, boolean path) throws MlsException {
    note(path ? "add" : "add without path", committer, joiner);
    byte[] commit = committer.add(joiner.keyPackage(), path);
    byte[] welcome = committer.welcome();
    deliver(committer, commit);
    joiner.join(welcome);
    members.add(joiner);
    agree();
  }

  private void remove(Peer committer, Peer gone) throws MlsException {
    note("remove", committer, gone);
    byte[] commit = committer.remove(gone.leaf());
    deliver(committer, commit);
    members.remove(gone);
    assertThat(gone.active()).as(gone + " was removed").isFalse();
    agree();
  }

  private void joinExternally(Peer joiner, Peer by) throws MlsException {
    note("join externally", joiner, by);
    byte[] commit = joiner.joinExternally(by.groupInfo());
    deliver(joiner, commit);
    members.add(joiner);
    agree();
  }

  /** One that lost its way joins again: its earlier leaf goes. */
  private void rejoin(Peer lost, Peer by) throws MlsException {
    note("rejoin", lost, by);
    int before = members.size();
    byte[] commit = lost.joinExternally(by.groupInfo());
    deliver(lost, commit);
    assertThat(leaves()).hasSize(before);
    agree();
  }

  private Set<Integer> leaves() throws MlsException {
    Set<Integer> leaves = new HashSet<>();
    for (Peer member : members) {
      leaves.add(member.leaf());
    }
    return leaves;
  }

  /** One proposes, another commits. */
  private void propose(Peer proposer, Peer committer) throws MlsException {
    Peer target = any();
    boolean remove =
        random.nextInt(3) == 0
            && target != committer
            && target != proposer
            && bothKindsWithout(target);
    note(remove ? "proposed remove" : "proposed update", proposer, committer);
    byte[] proposal = remove ? proposer.proposeRemove(target.leaf()) : proposer.proposeUpdate();
    for (Peer member : members) {
      if (member != proposer) {
        member.process(proposal);
      }
    }
    deliver(committer, committer.update());
    if (remove) {
      assertThat(target.active()).as(target + " was removed").isFalse();
      members.remove(target);
    }
    agree();
  }

  /** Two commits for one epoch: the server takes one, and its committer is killed meanwhile. */
  private void race(Peer winner, Peer loser) throws MlsException {
    note("race", winner, loser);
    byte[] won = winner.update();
    byte[] lost = random.nextBoolean() ? loser.update() : loser.joinExternally(winner.groupInfo());
    loser.discard();
    assertThat(lost).isNotEqualTo(won);
    commit(restarted(winner, winner instanceof BrowserPeer), won);
  }

  private void commit(Peer committer, byte[] commit) throws MlsException {
    deliver(committer, commit);
    agree();
  }

  /** In whatever order the members hear of it. */
  private void deliver(Peer committer, byte[] commit) throws MlsException {
    List<Peer> order = new ArrayList<>(members);
    Collections.shuffle(order, random);
    for (Peer member : order) {
      if (member != committer) {
        member.process(commit);
      }
    }
    committer.merge();
  }

  // ---- what does not

  /** Several messages of several members, delivered in any order, some of them an epoch later. */
  private void talk() throws MlsException {
    note("talk");
    List<Late> said = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Peer speaker = any();
      byte[] text = new byte[random.nextInt(600)];
      random.nextBytes(text);
      Set<String> to = new HashSet<>();
      members.stream().filter(m -> m != speaker).map(Peer::name).forEach(to::add);
      said.add(new Late(speaker.encrypt(text), text, to));
    }
    late.add(said.remove(0));
    Collections.shuffle(said, random);
    for (Late each : said) {
      read(each);
    }
    Late again = said.get(0);
    for (Peer member : members) {
      assertThat(refusal(member, again.message())).as(member + ", replay").isEqualTo("REPLAYED");
    }
  }

  private void read(Late said) throws MlsException {
    for (Peer member : members) {
      if (said.to().contains(member.name())) {
        assertThat(member.process(said.message())).as(member.toString()).isEqualTo(said.said());
      }
    }
  }

  /** A changed bit: all refuse it for the same reason, and read the right message afterwards. */
  private void tamper(Peer speaker) throws MlsException {
    boolean handshake = random.nextBoolean();
    note(handshake ? "tampered proposal" : "tampered message", speaker);
    byte[] text = "untouched".getBytes(UTF_8);
    byte[] message = handshake ? speaker.proposeUpdate() : speaker.encrypt(text);
    byte[] changed = message.clone();
    changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
    Set<String> reasons = new HashSet<>();
    for (Peer member : members) {
      if (member != speaker) {
        reasons.add(refusal(member, changed));
      }
    }
    assertThat(reasons).as("reasons to refuse").hasSizeLessThanOrEqualTo(1);
    for (Peer member : members) {
      if (member != speaker) {
        assertThat(member.process(message)).isEqualTo(handshake ? new byte[0] : text);
      }
    }
    if (handshake) {
      // a proposal of its own would keep the speaker from committing what others proposed later
      Peer committer = members.get((members.indexOf(speaker) + 1) % members.size());
      commit(committer, committer.update());
    }
  }

  private static String refusal(Peer member, byte[] message) {
    MlsException refused = catchThrowableOfType(MlsException.class, () -> member.process(message));
    assertThat(refused).as(member + " takes what it should refuse").isNotNull();
    return refused.reason().name();
  }

  /** The stored state goes on, here or there. */
  private void move(Peer one) throws MlsException {
    boolean toBrowser = random.nextBoolean();
    if (toBrowser == one instanceof BrowserPeer || bothKindsWithout(one)) {
      note("restart in " + (toBrowser ? "the browser" : "Java"), one);
      restarted(one, toBrowser);
      agree();
    }
  }

  private Peer restarted(Peer one, boolean inBrowser) throws MlsException {
    byte[] state = one.insecureState();
    Peer again =
        inBrowser
            ? BrowserPeer.restored(one.name(), state, page)
            : JavaPeer.restored(one.name(), state);
    members.set(members.indexOf(one), again);
    return again;
  }

  /** All members in the page start again from what they stored. */
  private void reloadPage() throws MlsException {
    note("reload of the page");
    Map<String, byte[]> states = new TreeMap<>();
    for (Peer member : members) {
      if (member instanceof BrowserPeer) {
        states.put(member.name(), member.insecureState());
      }
    }
    page.reload();
    for (Map.Entry<String, byte[]> state : states.entrySet()) {
      BrowserPeer.restored(state.getKey(), state.getValue(), page);
    }
    agree();
  }

  private void agree() throws MlsException {
    Peer first = members.get(0);
    long epoch = first.epoch();
    byte[] authenticator = first.authenticator();
    byte[] exported = first.export("label", CONTEXT, 40);
    for (Peer member : members) {
      assertThat(member.epoch()).as(member.toString()).isEqualTo(epoch);
      assertThat(member.authenticator()).as(member.toString()).isEqualTo(authenticator);
      assertThat(member.export("label", CONTEXT, 40)).as(member.toString()).isEqualTo(exported);
    }
    for (Late each : late) {
      read(each);
    }
    late.clear();
    Peer speaker = any();
    byte[] text = ("by " + speaker.name()).getBytes(UTF_8);
    Set<String> to = new HashSet<>();
    members.stream().filter(m -> m != speaker).map(Peer::name).forEach(to::add);
    read(new Late(speaker.encrypt(text), text, to));
  }
}
