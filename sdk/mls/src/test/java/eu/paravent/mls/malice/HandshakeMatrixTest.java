package eu.paravent.mls.malice;

import static eu.paravent.mls.malice.Scene.GROUP;
import static eu.paravent.mls.malice.Scene.NONE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.mls.AppComponent;
import eu.paravent.mls.AppDataDictionary;
import eu.paravent.mls.CommitBundle;
import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.ExternalJoinSpec;
import eu.paravent.mls.GroupPolicy;
import eu.paravent.mls.MlsClient;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsException.Reason;
import eu.paravent.mls.MlsGroup;
import eu.paravent.mls.ProposalSpec;
import eu.paravent.mls.ReceivedMessage;
import eu.paravent.mls.internal.framing.AuthenticatedContent;
import eu.paravent.mls.internal.framing.Commit;
import eu.paravent.mls.internal.framing.Content;
import eu.paravent.mls.internal.framing.MlsMessage;
import eu.paravent.mls.internal.framing.Proposal;
import eu.paravent.mls.internal.framing.ProposalOrRef;
import eu.paravent.mls.internal.framing.PublicMessage;
import eu.paravent.mls.internal.framing.WireFormat;
import eu.paravent.mls.internal.group.Insider;
import eu.paravent.mls.internal.schedule.PreSharedKeyId;
import eu.paravent.mls.internal.tree.KeyPackage;
import eu.paravent.mls.internal.tree.LeafNode;
import eu.paravent.mls.musts.Demand;
import eu.paravent.mls.musts.Shows;
import eu.paravent.mls.observer.GroupObserver;
import eu.paravent.mls.testing.AcceptAll;
import eu.paravent.mls.testing.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every type of proposal, by value and by reference, in the clear and encrypted, in commits in the
 * clear and encrypted: all members come to the same epoch, and what was proposed is done. This
 * library sends handshakes as PublicMessages, others need not.
 */
@Tag("checklist-13")
class HandshakeMatrixTest {
  private static final int TEXT = 0x8001;
  private static final byte[] PSK = "psk".getBytes(UTF_8);
  private static final Map<Integer, AppComponent> COMPONENTS =
      Map.of(TEXT, AppComponent.replacing());

  /** How a proposal gets into a commit. */
  private enum Carried {
    BY_VALUE,
    REFERENCE_TO_PUBLIC,
    REFERENCE_TO_PRIVATE
  }

  private enum Kind {
    ADD,
    UPDATE,
    REMOVE,
    EXTERNAL_PSK,
    RESUMPTION_PSK,
    RE_INIT,
    CONTEXT_EXTENSIONS,
    APP_DATA_UPDATE,
    APP_EPHEMERAL,
    SELF_REMOVE;

    /** RFC 9420 §12.2, draft-ietf-mls-extensions. */
    boolean may(Carried carried) {
      return switch (this) {
        case UPDATE -> carried != Carried.BY_VALUE;
        case SELF_REMOVE -> carried == Carried.REFERENCE_TO_PUBLIC;
        default -> true;
      };
    }
  }

  static Stream<Arguments> all() {
    List<Arguments> all = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      for (Carried carried : Carried.values()) {
        if (kind.may(carried)) {
          all.add(Arguments.of(kind, carried, WireFormat.PUBLIC_MESSAGE));
          all.add(Arguments.of(kind, carried, WireFormat.PRIVATE_MESSAGE));
        }
      }
    }
    return all.stream();
  }

  private Scene scene;
  private final Person dave = new Person("dave").built(HandshakeMatrixTest::supporting);

  private static void supporting(MlsClient.Builder builder) {
    builder.component(TEXT, AppComponent.replacing()).supportSelfRemove();
  }

  /** Alice commits what Dave, who is leaf 3, proposes; Bob and Carol look on. */
  private void meet() throws MlsException {
    scene = new Scene(Extensions.empty(), HandshakeMatrixTest::supporting);
    CommitBundle added = scene.ofAlice.commit(CommitSpec.builder().add(dave.keyPackage()).build());
    scene.everyone(added.commit());
    MlsGroup ofDave = dave.client().join(added.welcome().orElseThrow());
    byte[] update = ofDave.commit(CommitSpec.selfUpdate()).commit();
    scene.everyone(update);
    ofDave.process(update);
    for (Person person : List.of(scene.alice, scene.bob, scene.carol, dave)) {
      person.client().registerPreSharedKey(PSK, "shared before".getBytes(UTF_8));
    }
  }

  private static Insider insider(Person person) {
    return Insider.of(person, GROUP, COMPONENTS);
  }

  private Proposal make(Kind kind) throws MlsException {
    Insider proposer = insider(dave);
    byte[] nonce = proposer.crypto().random(proposer.crypto().hashLength());
    return switch (kind) {
      case ADD -> new Proposal.Add(newcomer());
      case UPDATE ->
          new Proposal.Update(
              LeafNode.forUpdate(
                  proposer.crypto(),
                  proposer.signer(),
                  proposer.template(),
                  proposer.crypto().generateKeyPair().publicKey(),
                  proposer.group().groupId(),
                  proposer.leaf()));
      case REMOVE -> new Proposal.Remove(proposer.leaf());
      case EXTERNAL_PSK -> new Proposal.PreSharedKey(new PreSharedKeyId.External(PSK, nonce));
      case RESUMPTION_PSK ->
          new Proposal.PreSharedKey(
              new PreSharedKeyId.Resumption(
                  PreSharedKeyId.Resumption.APPLICATION,
                  proposer.group().groupId(),
                  proposer.group().epoch() - 1,
                  nonce));
      case RE_INIT -> new Proposal.ReInit("successor".getBytes(UTF_8), 1, 1, Extensions.empty());
      case CONTEXT_EXTENSIONS ->
          new Proposal.GroupContextExtensions(
              Extensions.empty().with(Extensions.REQUIRED_CAPABILITIES, new byte[3]));
      case APP_DATA_UPDATE -> new Proposal.AppDataUpdate(TEXT, Optional.of("text".getBytes(UTF_8)));
      case APP_EPHEMERAL -> new Proposal.AppEphemeral(TEXT, "gone".getBytes(UTF_8));
      case SELF_REMOVE -> new Proposal.SelfRemove();
    };
  }

  private static KeyPackage newcomer() throws MlsException {
    return Scene.read(new Person("erin").built(HandshakeMatrixTest::supporting).keyPackage());
  }

  /** Received by all but Dave, who sent it. */
  private byte[] proposed(Proposal proposal, Carried carried) throws MlsException {
    Forge forge = new Forge(insider(dave));
    byte[] message =
        carried == Carried.REFERENCE_TO_PUBLIC
            ? forge.proposal(proposal)
            : forge.privateMessage(new Content.ProposalContent(proposal), 0);
    byte[] reference = NONE;
    for (MlsGroup group : List.of(scene.ofAlice, scene.ofBob, scene.ofCarol)) {
      ReceivedMessage.Proposal heard = (ReceivedMessage.Proposal) group.process(message);
      assertThat(heard.type()).isEqualTo(proposal.type());
      assertThat(heard.sender().orElseThrow().leafIndex()).isEqualTo(3);
      reference = heard.reference();
    }
    return reference;
  }

  /** What Alice commits; a path where there has to be one. */
  private Commit commit(Proposal proposal, Carried carried) throws MlsException {
    if (carried == Carried.BY_VALUE) {
      return new Commit(
          List.of(new ProposalOrRef.ByValue(proposal)),
          proposal.needsPath()
              ? Optional.of(Paths.of(insider(scene.alice), proposal))
              : Optional.empty());
    }
    byte[] reference = proposed(proposal, carried);
    byte[] message = scene.ofAlice.commit(CommitSpec.builder().withoutPath().build()).commit();
    Commit commit =
        ((Content.CommitContent)
                MlsMessage.decode(message, WireFormat.PUBLIC_MESSAGE, PublicMessage::read)
                    .content()
                    .content()
                    .content())
            .commit();
    assertThat(commit.proposals()).hasSize(1);
    assertThat(((ProposalOrRef.ByReference) commit.proposals().get(0)).reference())
        .isEqualTo(reference);
    assertThat(commit.path().isPresent()).isEqualTo(proposal.needsPath());
    scene.ofAlice.discardPendingCommit();
    return commit;
  }

  /** Framed one way or the other, with the confirmation tag that belongs to that. */
  private byte[] framed(Commit commit, WireFormat format) throws MlsException {
    Content content = new Content.CommitContent(commit);
    Forge forge = new Forge(insider(scene.alice)).signedAs(format);
    AuthenticatedContent signed = forge.signed(content);
    forge.confirmationTag(insider(scene.carol).confirmationTag(signed));
    return format == WireFormat.PUBLIC_MESSAGE
        ? forge.publicMessage(content)
        : forge.privateMessage(content, 0);
  }

  @ParameterizedTest(name = "{0} {1} in a {2}")
  @MethodSource("all")
  @Shows(Demand.NOTHING_AFTER_REINIT)
  void allComeToTheSameEpochAndItIsDone(Kind kind, Carried carried, WireFormat format)
      throws MlsException {
    meet();
    Proposal proposal = make(kind);
    byte[] message = framed(commit(proposal, carried), format);
    long epoch = scene.ofBob.epoch();

    ReceivedMessage.Commit seen = (ReceivedMessage.Commit) scene.ofBob.process(message);
    scene.ofCarol.process(message);

    assertThat(seen.epoch()).isEqualTo(epoch + 1);
    assertThat(seen.committer().leafIndex()).isZero();
    assertThat(scene.ofCarol.epochAuthenticator()).isEqualTo(scene.ofBob.epochAuthenticator());
    done(kind, seen);
    MlsGroup bob = scene.bob.restarted().group(GROUP);
    if (kind == Kind.RE_INIT) {
      Scene.refuses(Reason.WRONG_STATE, "ReInit", () -> bob.encrypt(NONE, NONE));
    } else {
      scene.ofCarol.process(bob.encrypt(NONE, NONE));
      scene.ofCarol.process(bob.commit(CommitSpec.selfUpdate()).commit());
      bob.mergePendingCommit();
      assertThat(scene.ofCarol.epochAuthenticator()).isEqualTo(bob.epochAuthenticator());
    }
  }

  private void done(Kind kind, ReceivedMessage.Commit seen) throws MlsException {
    int members = scene.ofBob.members().size();
    switch (kind) {
      case ADD -> assertThat(seen.added()).hasSize(1);
      case UPDATE ->
          assertThat(seen.updated()).extracting(GroupPolicy.Member::leafIndex).contains(3);
      case REMOVE, SELF_REMOVE ->
          assertThat(seen.removed()).extracting(GroupPolicy.Member::leafIndex).containsExactly(3);
      case CONTEXT_EXTENSIONS -> {
        assertThat(seen.contextExtensionsChanged()).isTrue();
        assertThat(scene.ofBob.contextExtensions().find(Extensions.REQUIRED_CAPABILITIES))
            .isPresent();
      }
      case APP_DATA_UPDATE ->
          assertThat(AppDataDictionary.of(scene.ofBob.contextExtensions()).component(TEXT))
              .hasValue("text".getBytes(UTF_8));
      case RE_INIT -> assertThat(scene.ofBob.active()).isFalse();
      default -> assertThat(seen.contextExtensionsChanged()).isFalse();
    }
    assertThat(members)
        .isEqualTo(
            switch (kind) {
              case ADD -> 5;
              case REMOVE, SELF_REMOVE -> 3;
              default -> 4;
            });
  }

  static Stream<Arguments> joins() {
    return Stream.of(true, false)
        .flatMap(
            again ->
                Stream.of(true, false)
                    .flatMap(
                        psk -> Stream.of(true, false).map(data -> Arguments.of(again, psk, data))));
  }

  /** RFC 9420 §12.4.3.2: what an external commit may hold, in all combinations. */
  @Tag("checklist-14")
  @ParameterizedTest(name = "again {0}, with PSK {1}, with application data {2}")
  @MethodSource("joins")
  @Shows(Demand.EXTERNAL_INIT_SECRET)
  void externalCommitsAreFollowedByAll(boolean again, boolean psk, boolean data)
      throws MlsException {
    meet();
    GroupObserver observer =
        GroupObserver.open(
            scene.ofAlice.groupInfo(), new AcceptAll(), GroupPolicy.allowAll(), COMPONENTS);
    Person joiner = new Person(again ? "dave" : "erin").built(HandshakeMatrixTest::supporting);
    joiner.client().registerPreSharedKey(PSK, "shared before".getBytes(UTF_8));
    var spec = ExternalJoinSpec.builder();
    if (psk) {
      spec.preSharedKey(PSK);
    }
    if (data) {
      spec.propose(new ProposalSpec.AppDataUpdate(TEXT, "joined".getBytes(UTF_8)));
    }
    MlsGroup joined = joiner.client().joinExternally(scene.ofAlice.groupInfo(), spec.build());
    byte[] commit = joined.pendingCommit().orElseThrow().commit();

    observer = observer.apply(commit, List.of()).next();
    ReceivedMessage.Commit seen = (ReceivedMessage.Commit) scene.ofBob.process(commit);
    scene.ofCarol.process(commit);
    scene.ofAlice.process(commit);
    joined.mergePendingCommit();

    assertThat(seen.external()).isTrue();
    assertThat(seen.removed()).hasSize(again ? 1 : 0);
    assertThat(joined.members()).hasSize(again ? 4 : 5);
    assertThat(joined.ownLeafIndex()).isEqualTo(again ? 3 : 4);
    observer.verify(joined.groupInfo());
    for (MlsGroup group : List.of(scene.ofAlice, scene.ofBob, scene.ofCarol)) {
      assertThat(group.epochAuthenticator()).isEqualTo(joined.epochAuthenticator());
      assertThat(AppDataDictionary.of(group.contextExtensions()).component(TEXT).isPresent())
          .isEqualTo(data);
    }
    scene.ofBob.process(joined.encrypt(NONE, NONE));
  }

  /** Who lacks the key cannot follow, and says which it lacks. */
  @Test
  void anExternalCommitWithAKeyThatIsNotHereIsRefused() throws MlsException {
    meet();
    Person erin = new Person("erin").built(HandshakeMatrixTest::supporting);
    erin.client().registerPreSharedKey("other".getBytes(UTF_8), new byte[32]);
    byte[] commit =
        erin.client()
            .joinExternally(scene.ofAlice.groupInfo(), List.of("other".getBytes(UTF_8)))
            .pendingCommit()
            .orElseThrow()
            .commit();

    scene.refused(Reason.UNKNOWN_PSK, "", commit);
  }
}
