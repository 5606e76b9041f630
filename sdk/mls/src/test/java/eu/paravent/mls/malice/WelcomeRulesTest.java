package eu.paravent.mls.malice;

import static eu.paravent.mls.malice.Scene.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsException.Reason;
import eu.paravent.mls.MlsGroup;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.codec.TlsWriter;
import eu.paravent.mls.internal.framing.GroupInfo;
import eu.paravent.mls.internal.framing.MlsMessage;
import eu.paravent.mls.internal.framing.WireFormat;
import eu.paravent.mls.internal.group.Insider;
import eu.paravent.mls.internal.schedule.PreSharedKeyId;
import eu.paravent.mls.internal.tree.KeyPackage;
import eu.paravent.mls.malice.ForgedGroup.Invitation;
import eu.paravent.mls.musts.Demand;
import eu.paravent.mls.musts.Shows;
import eu.paravent.mls.testing.Person;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** RFC 9420 §12.4.3.1, §12.4.3.2: what only a Welcome, or only a GroupInfo, can get wrong. */
@Tag("checklist-7")
@Tag("checklist-10")
class WelcomeRulesTest {
  private final Person dave = new Person("dave");
  private Scene scene;
  private KeyPackage keyPackage;
  private ForgedGroup group;
  private Map<String, String> before;

  @BeforeEach
  void invite() throws MlsException {
    scene = new Scene();
    scene.everyone(scene.ofAlice.commit(CommitSpec.selfUpdate()).commit());
    keyPackage = Scene.read(dave.keyPackage());
    group = new ForgedGroup(scene.insider()).add(keyPackage.leafNode());
    before = dave.storage().contents();
  }

  /** Whatever was refused, the honest Welcome is still joined. */
  @AfterEach
  void nothingIsUsedUp() throws Exception {
    if (dave.storage().contents().equals(before)) {
      ForgedGroup honest = new ForgedGroup(scene.insider()).add(keyPackage.leafNode());
      assertThat(dave.client().join(honest.welcome(keyPackage)).members()).hasSize(4);
    }
  }

  private void refused(Reason reason, String because, byte[] welcome) {
    Scene.refuses(reason, because, () -> dave.client().join(welcome));
    assertThat(dave.storage().contents()).isEqualTo(before);
  }

  @Test
  void aGroupWithoutTheJoinersLeafIsRefused() throws Exception {
    refused(
        Reason.RULE_VIOLATION,
        "this client's leaf",
        new ForgedGroup(scene.insider()).welcome(keyPackage));
  }

  @Tag("checklist-20")
  @Test
  void aConfirmationTagOfAnotherValueOrLengthIsRefused() throws Exception {
    for (int length : new int[] {0, 1, 31, 32, 33}) {
      refused(
          Reason.NOT_AUTHENTIC,
          "confirmation tag",
          group.confirmationTag(new byte[length]).welcome(keyPackage));
    }
  }

  /** It would give keys that are not the ones of the tree. */
  @Tag("checklist-10")
  @Test
  @Shows(Demand.KEYS_FROM_A_PATH_SECRET)
  void aPathSecretThatIsNotTheOneOfTheTreeIsRefused() throws Exception {
    for (int length : new int[] {0, 1, 32, 64}) {
      refused(
          Reason.NOT_AUTHENTIC,
          "path secret",
          group.welcome(Invitation.of(keyPackage).withPathSecret(new byte[length]), true));
    }
  }

  @Test
  void aPathSecretFromOneselfIsRefused() throws Exception {
    Person own = new Person("own");
    KeyPackage ownPackage = Scene.read(own.keyPackage());
    ForgedGroup alone = new ForgedGroup(scene.insider()).add(ownPackage.leafNode());
    alone.signedBy(3, scene.crypto().signatureKeyPair(own.key()));

    Scene.refuses(
        Reason.RULE_VIOLATION,
        "signer",
        () ->
            own.client()
                .join(alone.welcome(Invitation.of(ownPackage).withPathSecret(new byte[32]), true)));
  }

  /** Peers were seen to make up ancestor keys here; then nothing that follows decrypts. */
  @Tag("checklist-10")
  @Test
  void withoutAPathSecretThereAreNoAncestorKeys() throws Exception {
    dave.client().join(group.welcome(keyPackage));

    byte[] keys = TlsWriter.encode(Insider.of(dave, Scene.GROUP).privateTree()::write);
    assertThat(keys).hasSize(4 + 1 + 4 + 1 + 32);
  }

  @Test
  void aPreSharedKeyThatIsNotHereIsNamed() throws Exception {
    byte[] nonce = scene.crypto().random(32);
    refused(
        Reason.UNKNOWN_PSK,
        "6b6579",
        group.welcome(
            new Invitation(
                keyPackage,
                Optional.empty(),
                List.of(new PreSharedKeyId.External("key".getBytes(), nonce)),
                NONE),
            true));
    refused(
        Reason.UNKNOWN_PSK,
        "resumption",
        group.welcome(
            new Invitation(
                keyPackage,
                Optional.empty(),
                List.of(new PreSharedKeyId.Resumption(1, "none".getBytes(), 7, nonce)),
                NONE),
            true));
  }

  @Tag("checklist-2")
  @Test
  void bytesAfterTheGroupSecretsOrTheGroupInfoAreRefused() throws Exception {
    refused(
        Reason.MALFORMED,
        "group secrets",
        group.welcome(new Invitation(keyPackage, Optional.empty(), List.of(), new byte[1]), true));
    refused(Reason.MALFORMED, "group info", group.tail((byte) 0).welcome(keyPackage));
  }

  @Test
  @Shows(Demand.TREE_BEFORE_WELCOME)
  void aWelcomeWithoutATreeAsksForOne() throws Exception {
    refused(Reason.RULE_VIOLATION, "ratchet tree", group.welcome(Invitation.of(keyPackage), false));
  }

  @Test
  void aWelcomeForAnotherSuiteIsRefused() throws Exception {
    byte[] welcome = group.welcome(keyPackage);
    welcome[5] = 2;
    refused(Reason.UNSUPPORTED, "cipher suite", welcome);
  }

  @Tag("checklist-35")
  @Test
  @Shows(Demand.GROUP_ID_IS_UNIQUE)
  void aWelcomeIntoAGroupOneIsInIsRefused() throws Exception {
    dave.client().createGroup(Scene.GROUP.getBytes(), Extensions.empty());
    before = dave.storage().contents();
    byte[] welcome = group.welcome(keyPackage);

    refused(Reason.WRONG_STATE, "member of the group already", welcome);
    dave.group(Scene.GROUP).delete();
    before = dave.storage().contents();
  }

  @Tag("checklist-33")
  @Test
  @Shows({Demand.CONSUMED_SECRETS_ARE_DELETED, Demand.OLD_STATES_GO})
  void theInitKeyIsGoneAfterTheJoinAndOldEpochsAfterThree() throws Exception {
    MlsGroup joined = dave.client().join(group.welcome(keyPackage));
    assertThat(dave.storage().keys("kp/")).isEmpty();
    for (int i = 0; i < 6; i++) {
      joined.commit(CommitSpec.selfUpdate());
      joined.mergePendingCommit();
    }

    List<String> privateStates =
        dave.storage().keys("g/").stream().filter(k -> k.endsWith("/private")).toList();
    List<String> pastStates =
        dave.storage().keys("g/").stream().filter(k -> k.endsWith("/past")).toList();
    assertThat(privateStates).hasSize(1);
    assertThat(pastStates).hasSize(3);
    assertThat(dave.storage().keys("g/").stream().filter(k -> k.endsWith("/public"))).hasSize(4);
  }

  // ---- GroupInfo

  private void noJoin(Reason reason, String because, byte[] groupInfo) {
    Person erin = new Person("erin");
    Scene.refuses(reason, because, () -> erin.client().joinExternally(groupInfo));
    assertThat(erin.storage().contents()).isEmpty();
  }

  @Tag("checklist-25")
  @Test
  void externalPubIsAVectorWithAKeyInIt() throws MlsException {
    byte[] key = scene.insider().secrets().externalKeyPair(scene.crypto()).publicKey();
    noJoin(Reason.RULE_VIOLATION, "external_pub", group.externalPub(Optional.empty()).groupInfo());
    // as a peer was seen to write it: the key without its length
    noJoin(Reason.MALFORMED, "external_pub", group.externalPub(Optional.of(key)).groupInfo());
    noJoin(
        Reason.RULE_VIOLATION,
        "external_pub",
        group.externalPub(Optional.of(new TlsWriter().opaque(new byte[31]).toBytes())).groupInfo());
    noJoin(
        Reason.RULE_VIOLATION,
        "external_pub",
        group.externalPub(Optional.of(new TlsWriter().opaque(new byte[32]).toBytes())).groupInfo());
    GroupInfo own =
        MlsMessage.decode(scene.ofAlice.groupInfo(), WireFormat.GROUP_INFO, GroupInfo::read);
    assertThat(
            TlsReader.parseOrRefuse(
                own.extensions().find(Extensions.EXTERNAL_PUB).orElseThrow(),
                "external_pub",
                TlsReader::opaque))
        .isEqualTo(key);
  }
}
