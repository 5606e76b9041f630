package eu.paravent.mls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.mls.GroupPolicy.PolicyViolation;
import eu.paravent.mls.MlsException.Reason;
import eu.paravent.mls.credential.AuthenticationService;
import eu.paravent.mls.credential.Credential;
import eu.paravent.mls.musts.Demand;
import eu.paravent.mls.musts.Shows;
import eu.paravent.mls.observer.GroupObserver;
import eu.paravent.mls.observer.ObservedCommit;
import eu.paravent.mls.testing.AcceptAll;
import eu.paravent.mls.testing.Keys;
import eu.paravent.mls.testing.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** RFC 9420 §12.1.8: proposals of who is no member, as senders, members and the server see them. */
@Tag("checklist-15")
class ExternalProposalsTest {
  private static final byte[] GROUP = "group".getBytes(UTF_8);
  private static final CipherSuite SUITE = CipherSuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_ED25519;

  private final Person alice = new Person("alice");
  private final Person bob = new Person("bob");
  private final Person carol = new Person("carol");
  private final ExternalProposer first = proposer("directory");
  private final ExternalProposer second = proposer("watchdog");
  private MlsGroup ofAlice;
  private MlsGroup ofBob;
  private GroupObserver observer;

  private static ExternalProposer proposer(String name) {
    return ExternalProposer.of(
        SUITE,
        new Credential.Basic(name.getBytes(UTF_8)),
        Keys.fresh(SUITE.signature()),
        eu.paravent.mls.crypto.CryptoProviders.pureJava(),
        new java.security.SecureRandom(),
        InstantSource.fixed(Person.NOW));
  }

  private Extensions both() {
    return Extensions.empty().withExternalSenders(List.of(first.identity(), second.identity()));
  }

  private void meet() throws MlsException {
    ofAlice = alice.client().createGroup(GROUP, both());
    CommitBundle added = ofAlice.commit(CommitSpec.builder().add(bob.keyPackage()).build());
    ofAlice.mergePendingCommit();
    ofBob = bob.client().join(added.welcome().orElseThrow());
    observer = GroupObserver.open(added.groupInfo(), new AcceptAll(), GroupPolicy.allowAll());
  }

  private static void refused(Reason reason, String because, ThrowingCallable call) {
    assertThatThrownBy(call)
        .hasMessageContaining(because)
        .isInstanceOfSatisfying(MlsException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private ReceivedMessage.Proposal heard(byte[] proposal) throws MlsException {
    ReceivedMessage.Proposal seen = observer.proposal(proposal);
    assertThat(observer.proposer(proposal)).isEmpty();
    assertThat(ofAlice.process(proposal)).usingRecursiveComparison().isEqualTo(seen);
    return (ReceivedMessage.Proposal) ofBob.process(proposal);
  }

  /** All go on to the next epoch with what was proposed. */
  private CommitBundle committed(byte[] proposal) throws MlsException {
    CommitBundle commit = ofAlice.commit(CommitSpec.selfUpdate());
    ofAlice.mergePendingCommit();
    observer = observer.apply(commit.commit(), List.of(proposal)).next();
    observer.verify(commit.groupInfo());
    ofBob.process(commit.commit());
    assertThat(ofBob.epochAuthenticator()).isEqualTo(ofAlice.epochAuthenticator());
    return commit;
  }

  private static int index(ReceivedMessage.Proposal proposal) {
    return ((Proposer.OfExternalSender) proposal.by()).index();
  }

  @Test
  @Shows(Demand.OUTSIDERS_SEND_PUBLIC)
  void anExternalSenderAddsAndRemovesWithoutReadingAnything() throws MlsException {
    meet();
    byte[] add = first.propose(ofAlice.groupInfo(), new ProposalSpec.Add(carol.keyPackage()));
    ReceivedMessage.Proposal heard = heard(add);
    assertThat(index(heard)).isZero();
    assertThat(heard.sender()).isEmpty();
    assertThat(((Credential.Basic) heard.adds().orElseThrow()).identity())
        .isEqualTo("carol".getBytes(UTF_8));
    MlsGroup ofCarol = carol.client().join(committed(add).welcome().orElseThrow());
    assertThat(ofCarol.epochAuthenticator()).isEqualTo(ofAlice.epochAuthenticator());

    byte[] remove =
        second.propose(GROUP, ofAlice.epoch(), 1, new ProposalSpec.Remove(ofCarol.ownLeafIndex()));
    assertThat(index(heard(remove))).isOne();
    ofCarol.process(remove);
    CommitBundle commit = committed(remove);
    assertThat(((ReceivedMessage.Commit) ofCarol.process(commit.commit())).selfRemoved()).isTrue();
    assertThat(ofAlice.members()).hasSize(2);
  }

  @Test
  void anExternalSenderProposesKeysAndContexts() throws MlsException {
    meet();
    for (Person person : List.of(alice, bob)) {
      person.client().registerPreSharedKey(new byte[] {7}, new byte[] {1, 2, 3});
    }
    byte[] key = first.propose(ofAlice.groupInfo(), new ProposalSpec.PreSharedKey(new byte[] {7}));
    heard(key);
    committed(key);

    Extensions only = Extensions.empty().withExternalSenders(List.of(second.identity()));
    byte[] context = first.propose(ofAlice.groupInfo(), new ProposalSpec.ContextExtensions(only));
    heard(context);
    committed(context);
    assertThat(ofBob.contextExtensions().externalSenders()).hasSize(1);
    refused(
        Reason.RULE_VIOLATION,
        "does not list",
        () -> first.propose(ofAlice.groupInfo(), new ProposalSpec.Remove(1)));
    // the place is another's now
    byte[] late = first.propose(GROUP, ofAlice.epoch(), 0, new ProposalSpec.Remove(1));
    refused(Reason.NOT_AUTHENTIC, "signature", () -> ofBob.process(late));
    refused(Reason.NOT_AUTHENTIC, "signature", () -> observer.proposal(late));
  }

  @Test
  void thePlaceInTheListIsBoundToTheKey() throws MlsException {
    meet();
    ProposalSpec remove = new ProposalSpec.Remove(0);
    byte[] swapped = first.propose(GROUP, ofAlice.epoch(), 1, remove);
    byte[] beyond = first.propose(GROUP, ofAlice.epoch(), 2, remove);
    byte[] most = first.propose(GROUP, ofAlice.epoch(), Integer.MAX_VALUE, remove);

    refused(Reason.NOT_AUTHENTIC, "signature", () -> ofBob.process(swapped));
    for (byte[] message : List.of(beyond, most)) {
      refused(Reason.RULE_VIOLATION, "no external sender", () -> ofBob.process(message));
      refused(Reason.RULE_VIOLATION, "no external sender", () -> observer.proposal(message));
    }
    assertThatThrownBy(() -> first.propose(GROUP, 1, -1, remove))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aProposalIsForOneEpochOfOneGroup() throws MlsException {
    meet();
    ProposalSpec remove = new ProposalSpec.Remove(0);
    byte[] old = first.propose(GROUP, 0, 0, remove);
    byte[] early = first.propose(GROUP, 2, 0, remove);
    byte[] other = first.propose("other".getBytes(UTF_8), 1, 0, remove);

    refused(Reason.EPOCH_TOO_OLD, "epoch", () -> ofBob.process(old));
    refused(Reason.EPOCH_IN_FUTURE, "epoch", () -> ofBob.process(early));
    refused(Reason.WRONG_GROUP, "group", () -> ofBob.process(other));
  }

  @Test
  @Tag("checklist-13")
  void thePolicySeesWhichOutsiderProposed() throws MlsException {
    List<Proposer> seen = new ArrayList<>();
    bob.with(
        (GroupPolicy)
            change -> {
              change.removed().forEach(removed -> seen.add(removed.by()));
              change.added().forEach(added -> seen.add(added.by()));
              if (change.added().stream().anyMatch(a -> a.by() instanceof Proposer.OfNewMember)) {
                throw new PolicyViolation("nobody comes uninvited");
              }
            });
    meet();
    byte[] add = second.propose(ofAlice.groupInfo(), new ProposalSpec.Add(carol.keyPackage()));
    heard(add);
    committed(add);
    assertThat(seen)
        .singleElement()
        .isInstanceOfSatisfying(
            Proposer.OfExternalSender.class, by -> assertThat(by.index()).isOne());

    Person dave = new Person("dave");
    KeyPackage own = dave.client().newKeyPackage(Duration.ofDays(1), false);
    byte[] uninvited = dave.client().proposeJoin(own, GROUP, ofBob.epoch());
    ofBob.process(uninvited);
    // what the policy refuses waits, and keeps nobody from committing
    assertThat(ofBob.commit(CommitSpec.selfUpdate()).welcome()).isEmpty();
    ofBob.discardPendingCommit();
    ofAlice.process(uninvited);
    CommitBundle commit = ofAlice.commit(CommitSpec.selfUpdate());
    refused(Reason.POLICY_VIOLATION, "uninvited", () -> ofBob.process(commit.commit()));
  }

  @Test
  @Shows(Demand.OUTSIDERS_SEND_PUBLIC)
  void whoWantsToJoinAsksForItself() throws MlsException {
    meet();
    KeyPackage own = carol.client().newKeyPackage(Duration.ofDays(1), false);
    byte[] wish = carol.client().proposeJoin(own, GROUP, ofAlice.epoch());

    ReceivedMessage.Proposal heard = heard(wish);

    assertThat(heard.by()).isInstanceOf(Proposer.OfNewMember.class);
    MlsGroup ofCarol = carol.client().join(committed(wish).welcome().orElseThrow());
    assertThat(ofCarol.epochAuthenticator()).isEqualTo(ofBob.epochAuthenticator());
  }

  @Test
  @Shows(Demand.KEY_OF_THE_SENDER)
  void nobodyAsksForAnother() {
    KeyPackage ofCarol = carol.client().newKeyPackage(Duration.ofDays(1), false);
    refused(
        Reason.NOT_FOR_THIS_CLIENT,
        "not stored here",
        () -> bob.client().proposeJoin(ofCarol, GROUP, 1));
  }

  @Test
  @Tag("checklist-37")
  void whatHasExpiredIsNeitherProposedNorTakenUp() throws MlsException {
    Instant[] now = {Person.NOW};
    InstantSource clock = () -> now[0];
    MlsClient later =
        MlsClient.builder()
            .identity(alice.credential(), alice.key())
            .storage(alice.storage())
            .authentication(new AcceptAll())
            .clock(clock)
            .build();
    meet();
    MlsGroup group = later.load(GROUP).orElseThrow();
    byte[] add = first.propose(group.groupInfo(), new ProposalSpec.Add(carol.keyPackage()));
    group.process(add);
    byte[] expired = carol.client().newKeyPackage(Duration.ofSeconds(-10), false).message();
    refused(
        Reason.RULE_VIOLATION,
        "expired",
        () -> first.propose(GROUP, 1, 0, new ProposalSpec.Add(expired)));
    refused(Reason.RULE_VIOLATION, "expired", () -> group.proposeAdd(expired));

    now[0] = Person.NOW.plus(Duration.ofDays(2));
    assertThat(group.commit(CommitSpec.selfUpdate()).welcome()).isEmpty();
    group.discardPendingCommit();
    now[0] = Person.NOW;
    assertThat(group.commit(CommitSpec.selfUpdate()).welcome()).isPresent();
  }

  /** RFC 9420 §5.3.1: asked for external senders at a creation, a change and a join. */
  @Test
  @Shows(Demand.CREDENTIAL_OF_AN_OUTSIDER)
  void theAuthenticationServiceJudgesExternalSenders() throws MlsException {
    AuthenticationService noDirectory =
        new AuthenticationService() {
          @Override
          public void validate(Presented presented) throws CredentialException {
            if (presented.occasion() == Occasion.EXTERNAL_SENDER
                && presented.credential() instanceof Credential.Basic basic
                && Arrays.equals(basic.identity(), "directory".getBytes(UTF_8))) {
              throw new CredentialException("unknown directory");
            }
          }

          @Override
          public boolean sameClient(Credential predecessor, Credential successor) {
            return new AcceptAll().sameClient(predecessor, successor);
          }
        };
    bob.with(noDirectory);
    refused(
        Reason.CREDENTIAL_REJECTED,
        "unknown directory",
        () -> bob.client().createGroup(GROUP, both()));
    refused(Reason.CREDENTIAL_REJECTED, "unknown directory", this::meet);

    Extensions allowed = Extensions.empty().withExternalSenders(List.of(second.identity()));
    Person dave = new Person("dave");
    MlsGroup ofDave = dave.client().createGroup("two".getBytes(UTF_8), allowed);
    CommitBundle added = ofDave.commit(CommitSpec.builder().add(bob.keyPackage()).build());
    ofDave.mergePendingCommit();
    MlsGroup bobs = bob.client().join(added.welcome().orElseThrow());
    byte[] proposed = ofDave.propose(new ProposalSpec.ContextExtensions(both()));
    refused(Reason.CREDENTIAL_REJECTED, "unknown directory", () -> bobs.process(proposed));
    GroupObserver watching =
        GroupObserver.open(ofDave.groupInfo(), noDirectory, GroupPolicy.allowAll());
    CommitBundle commit = ofDave.commit(CommitSpec.selfUpdate());
    refused(
        Reason.CREDENTIAL_REJECTED,
        "unknown directory",
        () -> watching.apply(commit.commit(), List.of(proposed)));
  }

  @Test
  void aListOfExternalSendersThatCannotBeReadIsRefusedBeforeItIsUsed() {
    refused(
        Reason.MALFORMED,
        "external_senders",
        () ->
            alice
                .client()
                .createGroup(
                    GROUP, Extensions.empty().with(Extensions.EXTERNAL_SENDERS, new byte[] {9})));
  }

  @Test
  void theObserverFollowsACommitWithAnOutsidersProposalOnlyWhereItHasIt() throws MlsException {
    meet();
    byte[] add = first.propose(ofAlice.groupInfo(), new ProposalSpec.Add(carol.keyPackage()));
    ofAlice.process(add);
    CommitBundle commit = ofAlice.commit(CommitSpec.selfUpdate());

    refused(
        Reason.RULE_VIOLATION, "not received", () -> observer.apply(commit.commit(), List.of()));
    ObservedCommit seen = observer.apply(commit.commit(), List.of(add));
    assertThat(seen.added()).hasSize(1);
  }
}
