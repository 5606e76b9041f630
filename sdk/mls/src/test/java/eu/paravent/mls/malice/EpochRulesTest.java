package eu.paravent.mls.malice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.mls.CipherSuite;
import eu.paravent.mls.CommitBundle;
import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.GroupPolicy;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsException.Reason;
import eu.paravent.mls.MlsGroup;
import eu.paravent.mls.credential.Credential;
import eu.paravent.mls.internal.codec.TlsWriter;
import eu.paravent.mls.internal.framing.AuthenticatedContent;
import eu.paravent.mls.internal.framing.Content;
import eu.paravent.mls.internal.framing.MlsMessage;
import eu.paravent.mls.internal.framing.Proposal;
import eu.paravent.mls.internal.framing.ProposalOrRef;
import eu.paravent.mls.internal.framing.PublicMessage;
import eu.paravent.mls.internal.framing.WireFormat;
import eu.paravent.mls.internal.group.Insider;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import eu.paravent.mls.internal.schedule.PreSharedKeyId;
import eu.paravent.mls.internal.schedule.PskSecret;
import eu.paravent.mls.internal.schedule.TranscriptHash;
import eu.paravent.mls.internal.tree.TreeMath;
import eu.paravent.mls.musts.Demand;
import eu.paravent.mls.musts.Shows;
import eu.paravent.mls.testing.Person;
import eu.paravent.mls.testing.Vectors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What one epoch makes of the one before: order of changes, transcript, pre-shared keys. */
class EpochRulesTest {
  private static AuthenticatedContent signed(byte[] commit) throws MlsException {
    return MlsMessage.decode(commit, WireFormat.PUBLIC_MESSAGE, PublicMessage::read).content();
  }

  private static List<Proposal> listed(byte[] commit) throws MlsException {
    return ((Content.CommitContent) signed(commit).content().content())
        .commit().proposals().stream()
            .filter(ProposalOrRef.ByValue.class::isInstance)
            .map(item -> ((ProposalOrRef.ByValue) item).proposal())
            .toList();
  }

  private static List<String> names(MlsGroup group) {
    return group.members().stream().map(EpochRulesTest::name).toList();
  }

  private static String name(GroupPolicy.Member member) {
    return member.leafIndex()
        + new String(((Credential.Basic) member.credential()).identity(), UTF_8);
  }

  /** RFC 9420 §12.3: the list begins with the addition, and yet the leaf is free for it. */
  @Tag("checklist-11")
  @Test
  @Shows(Demand.ORDER_OF_PROPOSALS)
  void removalsComeBeforeAdditionsInWhicheverOrderTheyAreListed() throws MlsException {
    Scene scene = new Scene();
    byte[] update = scene.ofCarol.proposeUpdate();
    scene.ofAlice.process(update);
    scene.ofBob.process(update);
    Person erin = new Person("erin");
    CommitBundle commit =
        scene.ofAlice.commit(CommitSpec.builder().add(erin.keyPackage()).remove(1).build());
    assertThat(listed(commit.commit()).get(0)).isInstanceOf(Proposal.Add.class);

    scene.everyone(commit.commit());
    MlsGroup ofErin = erin.client().join(commit.welcome().orElseThrow());

    assertThat(names(scene.ofCarol)).containsExactly("0alice", "1erin", "2carol");
    assertThat(scene.ofCarol.epochAuthenticator()).isEqualTo(scene.ofAlice.epochAuthenticator());
    assertThat(ofErin.epochAuthenticator()).isEqualTo(scene.ofAlice.epochAuthenticator());
  }

  /** RFC 9420 §7.7. */
  @Tag("checklist-11")
  @Test
  @Shows(Demand.ORDER_OF_PROPOSALS)
  void additionsFillTheLeftmostBlanksInTheirOrder() throws MlsException {
    Scene scene = new Scene();
    scene.everyone(
        scene
            .ofAlice
            .commit(
                CommitSpec.builder()
                    .add(new Person("d").keyPackage())
                    .add(new Person("e").keyPackage())
                    .build())
            .commit());
    scene.everyone(scene.ofAlice.commit(CommitSpec.builder().remove(3).build()).commit());
    scene.everyone(scene.ofAlice.commit(CommitSpec.builder().remove(2).build()).commit());

    CommitSpec.Builder spec = CommitSpec.builder();
    for (String newcomer : List.of("f", "g", "h")) {
      spec.add(new Person(newcomer).keyPackage());
    }
    byte[] commit = scene.ofAlice.commit(spec.build()).commit();
    scene.ofAlice.process(commit);
    scene.ofBob.process(commit);

    assertThat(names(scene.ofBob)).containsExactly("0alice", "1bob", "2f", "3g", "4e", "5h");
  }

  /** RFC 9420 §7.8: the right half has become empty. */
  @Tag("checklist-11")
  @Test
  @Shows(Demand.TREE_IS_SENT_WITHOUT_BLANKS)
  void theTreeAndWhatIsPrivateInItShrink() throws MlsException {
    Scene scene = new Scene();
    CommitSpec.Builder more = CommitSpec.builder();
    for (String newcomer : List.of("d", "e", "f")) {
      more.add(new Person(newcomer).keyPackage());
    }
    scene.everyone(scene.ofBob.commit(more.build()).commit());
    scene.everyone(scene.ofBob.commit(CommitSpec.selfUpdate()).commit());
    assertThat(Insider.of(scene.bob, Scene.GROUP).group().tree().leafCount()).isEqualTo(8);
    assertThat(privateNodes(scene.bob)).contains(TreeMath.root(8));

    scene.everyone(scene.ofAlice.commit(CommitSpec.builder().remove(4).remove(5).build()).commit());

    assertThat(Insider.of(scene.bob, Scene.GROUP).group().tree().leafCount()).isEqualTo(4);
    assertThat(privateNodes(scene.bob)).allMatch(node -> node < TreeMath.nodeCount(4));
    MlsGroup restarted = scene.bob.restarted().group(Scene.GROUP);
    byte[] next = restarted.commit(CommitSpec.selfUpdate()).commit();
    scene.ofCarol.process(next);
    restarted.mergePendingCommit();
    assertThat(scene.ofCarol.epochAuthenticator()).isEqualTo(restarted.epochAuthenticator());
  }

  private static List<Integer> privateNodes(Person person) throws MlsException {
    byte[] encoded = TlsWriter.encode(Insider.of(person, Scene.GROUP).privateTree()::write);
    return Scene.parse(
        encoded,
        in -> {
          in.u32();
          return in.vector(
              entry -> {
                int node = (int) entry.u32();
                entry.opaque();
                return node;
              });
        });
  }

  /** RFC 9420 §8.2, §11: the tag of the first epoch is over nothing, and is hashed in like any. */
  @Tag("checklist-23")
  @ParameterizedTest
  @EnumSource(CipherSuite.class)
  @Shows(Demand.GROUP_BEGINS)
  void theFirstInterimTranscriptHashHasTheConfirmationTagInIt(CipherSuite suite)
      throws MlsException {
    Person alice = new Person("alice", suite);
    MlsGroup group = alice.client().createGroup(Scene.GROUP.getBytes(UTF_8), Extensions.empty());
    Insider first = Insider.of(alice, Scene.GROUP);
    SuiteCrypto crypto = first.crypto();
    byte[] tag = crypto.mac(first.secrets().confirmation().expose(), new byte[0]);

    byte[] commit = group.commit(CommitSpec.selfUpdate()).commit();
    group.mergePendingCommit();

    byte[] interim = crypto.hash(new TlsWriter().opaque(tag).toBytes());
    assertThat(first.group().context().confirmedTranscriptHash()).isEmpty();
    assertThat(first.group().confirmationTag()).isEqualTo(tag);
    assertThat(Insider.of(alice, Scene.GROUP).group().context().confirmedTranscriptHash())
        .isEqualTo(
            TranscriptHash.confirmed(
                crypto, interim, signed(commit).confirmedTranscriptHashInput()));
  }

  /** RFC 9420 §8.4. */
  @Tag("checklist-24")
  @ParameterizedTest
  @EnumSource(CipherSuite.class)
  @Shows({Demand.PSK_NONCE_IS_FRESH, Demand.PSK_NONCE_IS_RANDOM})
  void noncesOfPreSharedKeysAreFreshAndAsLongAsTheHash(CipherSuite suite) throws MlsException {
    Person alice = new Person("alice", suite);
    alice.client().registerPreSharedKey("one".getBytes(UTF_8), new byte[32]);
    alice.client().registerPreSharedKey("two".getBytes(UTF_8), new byte[32]);
    MlsGroup group = alice.client().createGroup(Scene.GROUP.getBytes(UTF_8), Extensions.empty());
    Set<List<Byte>> nonces = new HashSet<>();
    for (int epoch = 0; epoch < 3; epoch++) {
      byte[] commit = group.commit(twoKeys().build()).commit();
      group.mergePendingCommit();
      for (Proposal proposal : listed(commit)) {
        byte[] nonce = ((PreSharedKeyId.External) ((Proposal.PreSharedKey) proposal).id()).nonce();
        assertThat(nonce).hasSize(suite.hash().length());
        List<Byte> boxed = new ArrayList<>();
        for (byte b : nonce) {
          boxed.add(b);
        }
        nonces.add(boxed);
      }
    }

    assertThat(nonces).hasSize(6);
  }

  private static CommitSpec.Builder twoKeys() {
    return CommitSpec.builder()
        .preSharedKey("one".getBytes(UTF_8))
        .preSharedKey("two".getBytes(UTF_8));
  }

  /**
   * Members and who is added by the same commit have to mix in the same keys under the same ids.
   */
  @Tag("checklist-24")
  @Test
  @Shows({Demand.SAME_KEYS_IN_WELCOME, Demand.ORDER_OF_KEYS_IN_WELCOME})
  void preSharedKeysAreMixedInTheOrderOfTheListByMembersAndByTheAdded() throws MlsException {
    Scene scene = new Scene();
    Person erin = new Person("erin");
    for (Person person : List.of(scene.alice, scene.bob, scene.carol, erin)) {
      person.client().registerPreSharedKey("one".getBytes(UTF_8), "first".getBytes(UTF_8));
      person.client().registerPreSharedKey("two".getBytes(UTF_8), "second".getBytes(UTF_8));
    }
    byte[] keyPackage = erin.keyPackage();
    Person late = new Person(erin.name(), erin.suite(), erin.key(), erin.storage().snapshot());
    late.client().registerPreSharedKey("one".getBytes(UTF_8), "second".getBytes(UTF_8));
    late.client().registerPreSharedKey("two".getBytes(UTF_8), "first".getBytes(UTF_8));

    CommitBundle commit = scene.ofAlice.commit(twoKeys().add(keyPackage).build());
    scene.everyone(commit.commit());
    byte[] welcome = commit.welcome().orElseThrow();

    Scene.refuses(Reason.NOT_AUTHENTIC, "", () -> late.client().join(welcome));
    assertThat(erin.client().join(welcome).epochAuthenticator())
        .isEqualTo(scene.ofBob.epochAuthenticator());
    assertThat(scene.ofCarol.epochAuthenticator()).isEqualTo(scene.ofBob.epochAuthenticator());
  }

  @Tag("checklist-24")
  @Test
  void withoutPreSharedKeysTheirSecretIsZero() {
    for (CipherSuite suite : CipherSuite.values()) {
      assertThat(PskSecret.of(Vectors.crypto(suite), List.of()).expose())
          .isEqualTo(new byte[suite.hash().length()]);
    }
  }

  /** RFC 9420 §8.5: whatever its length, it is hashed. */
  @Tag("checklist-26")
  @Test
  void aContextOfAnyLengthIsExported() throws MlsException {
    Scene scene = new Scene();
    byte[] longContext = new byte[100_000];
    byte[] other = longContext.clone();
    other[99_999] = 1;

    byte[] exported = scene.ofAlice.exportSecret("label", longContext, 100);

    assertThat(exported)
        .hasSize(100)
        .isEqualTo(scene.ofBob.exportSecret("label", longContext, 100));
    assertThat(scene.ofBob.exportSecret("label", other, 100)).isNotEqualTo(exported);
    assertThat(scene.ofBob.exportSecret("label2", longContext, 100)).isNotEqualTo(exported);
    assertThat(
            scene.ofBob.exportSecret(
                "label", Insider.of(scene.bob, Scene.GROUP).crypto().hash(longContext), 100))
        .isNotEqualTo(exported);
  }
}
