package eu.paravent.mls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.mls.MlsException.Reason;
import eu.paravent.mls.credential.Credential;
import eu.paravent.mls.crypto.SignatureKeyPair;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.codec.TlsWriter;
import eu.paravent.mls.internal.framing.GroupInfo;
import eu.paravent.mls.internal.framing.MlsMessage;
import eu.paravent.mls.internal.framing.WireFormat;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import eu.paravent.mls.internal.tree.Capabilities;
import eu.paravent.mls.internal.tree.KeyPackage;
import eu.paravent.mls.internal.tree.LeafNode;
import eu.paravent.mls.internal.tree.LeafTemplate;
import eu.paravent.mls.internal.tree.Lifetime;
import eu.paravent.mls.internal.tree.RatchetTree;
import eu.paravent.mls.musts.Demand;
import eu.paravent.mls.musts.Shows;
import eu.paravent.mls.observer.GroupObserver;
import eu.paravent.mls.testing.AcceptAll;
import eu.paravent.mls.testing.Person;
import eu.paravent.mls.testing.Vectors;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntPredicate;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** RFC 9420 §13: values nobody knows, sent by us and carried for others as they came. */
@Tag("checklist-3")
class GreaseTest {
  private static final byte[] GROUP = "group".getBytes(UTF_8);
  private static final IntPredicate MEANINGLESS =
      value -> (value & 0x0f0f) == 0x0a0a && value >>> 8 == (value & 0xff) && value >>> 12 < 15;

  private final Person alice = new Person("alice");
  private final Person bob = new Person("bob");

  private static KeyPackage read(byte[] message) throws MlsException {
    return MlsMessage.decode(message, WireFormat.KEY_PACKAGE, KeyPackage::read);
  }

  private static boolean greased(List<Integer> values) {
    return values.stream().anyMatch(MEANINGLESS::test);
  }

  private static boolean greased(Extensions extensions) {
    return greased(extensions.list().stream().map(Extensions.Extension::type).toList());
  }

  @Test
  @Shows({
    Demand.DEFAULTS_ARE_NOT_LISTED,
    Demand.INFO_EXTENSIONS_UNKNOWN,
    Demand.GROUP_INFO_UNKNOWN_EXTENSIONS,
    Demand.GREASE_NOT_THERE
  })
  void everyPlaceThatMayCarryMeaninglessValuesDoes() throws MlsException {
    KeyPackage keyPackage = read(bob.keyPackage());
    Capabilities listed = keyPackage.leafNode().capabilities();
    MlsGroup group = alice.client().createGroup(GROUP, Extensions.empty());
    GroupInfo info = MlsMessage.decode(group.groupInfo(), WireFormat.GROUP_INFO, GroupInfo::read);

    assertThat(greased(listed.cipherSuites())).isTrue();
    assertThat(greased(listed.extensions())).isTrue();
    assertThat(greased(listed.proposals())).isTrue();
    assertThat(greased(listed.credentials())).isTrue();
    assertThat(listed.versions()).containsExactly(1);
    assertThat(greased(keyPackage.leafNode().extensions())).isTrue();
    assertThat(greased(keyPackage.extensions())).isTrue();
    assertThat(greased(info.extensions())).isTrue();
    // RFC 9420 §13.5: never in a group context
    assertThat(greased(info.context().extensions())).isFalse();
    // RFC 9420 §7.2: default types are not listed
    assertThat(listed.extensions()).noneMatch(Capabilities::defaultExtension);
    assertThat(listed.proposals()).noneMatch(type -> type <= 7);
    for (Extensions.Extension extension : keyPackage.leafNode().extensions().list()) {
      assertThat(listed.extensions()).contains(extension.type());
    }
  }

  @Test
  void theValuesDifferFromClientToClient() throws MlsException {
    List<Capabilities> many =
        java.util.stream.IntStream.range(0, 12)
            .mapToObj(i -> new Person("p" + i).keyPackage())
            .map(GreaseTest::capabilities)
            .distinct()
            .toList();
    assertThat(many).hasSizeGreaterThan(2);
  }

  private static Capabilities capabilities(byte[] message) {
    try {
      return read(message).leafNode().capabilities();
    } catch (MlsException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void withoutThemNothingIsSent() throws MlsException {
    KeyPackage keyPackage = read(bob.built(MlsClient.Builder::withoutGrease).keyPackage());
    assertThat(greased(keyPackage.leafNode().capabilities().cipherSuites())).isFalse();
    assertThat(keyPackage.leafNode().extensions().list()).isEmpty();
    assertThat(keyPackage.extensions().list()).isEmpty();
  }

  /** A client does not support what it only lists so that others ignore it. */
  @Test
  @Shows({
    Demand.UNKNOWN_CAPABILITIES,
    Demand.GREASE_IS_NOT_SPECIAL,
    Demand.GREASE_IS_NOT_SUPPORTED
  })
  void whatWasListedWithoutMeaningIsNotSupported() throws MlsException {
    Capabilities listed = read(bob.keyPackage()).leafNode().capabilities();
    int meaningless =
        listed.extensions().stream().filter(MEANINGLESS::test).findFirst().orElseThrow();
    int proposal = listed.proposals().stream().filter(MEANINGLESS::test).findFirst().orElseThrow();
    Person naive = new Person("naive");
    naive.built(b -> b.supportedExtensions(List.of(meaningless)).withoutGrease());
    MlsGroup group = naive.client().createGroup(GROUP, Extensions.empty());
    CommitBundle added = group.commit(CommitSpec.builder().add(bob.keyPackage()).build());
    group.mergePendingCommit();
    MlsGroup ofBob = bob.client().join(added.welcome().orElseThrow());

    CommitBundle extended =
        group.commit(
            CommitSpec.builder()
                .contextExtensions(Extensions.empty().with(meaningless, new byte[] {1}))
                .build());
    refused("does not support", () -> ofBob.process(extended.commit()));
    refused(
        "does not support",
        () ->
            bob.client()
                .createGroup(
                    "two".getBytes(UTF_8), Extensions.empty().with(meaningless, new byte[0])));
    refused(
        "does not have",
        () ->
            bob.client()
                .createGroup(
                    "two".getBytes(UTF_8),
                    Extensions.empty()
                        .withRequiredCapabilities(List.of(), List.of(proposal), List.of())));
  }

  private static void refused(
      String because, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    Assertions.assertThatThrownBy(call)
        .hasMessageContaining(because)
        .isInstanceOfSatisfying(
            MlsException.class, e -> assertThat(e.reason()).isEqualTo(Reason.RULE_VIOLATION));
  }

  /** A member of a newer version, with unknown values in every place that may have them. */
  @Tag("checklist-5")
  @Tag("checklist-3")
  @Test
  @Shows({Demand.UNKNOWN_CAPABILITIES, Demand.EXTENSIBLE_FIELDS, Demand.KEY_PACKAGE_UNKNOWN_VALUES})
  void whatANewerClientListsSurvivesByteForByte() throws MlsException {
    SuiteCrypto crypto = Vectors.crypto();
    Person newer = new Person("newer");
    SignatureKeyPair signer = crypto.signatureKeyPair(newer.key());
    LeafTemplate template =
        new LeafTemplate(
            newer.credential(),
            new Capabilities(
                List.of(1, 0x0777),
                List.of(1, 0x7777, 0x0a0a),
                List.of(0xff01, 0x1a1a),
                List.of(0x2a2a, 0xff02),
                List.of(1, 0x3a3a, 0xff03, 2)),
            Extensions.empty().with(0xff01, new byte[] {1, 2, 3}));
    KeyPackage keyPackage =
        KeyPackage.sign(
            crypto,
            signer,
            crypto.generateKeyPair().publicKey(),
            LeafNode.forKeyPackage(
                crypto,
                signer,
                template,
                crypto.generateKeyPair().publicKey(),
                new Lifetime(0, -1L)),
            // RFC 9420 §13.4: what a key package holds and nobody knows is ignored, listed or not
            Extensions.empty().with(0xff04, new byte[] {9}).with(0x4a4a, new byte[0]));
    byte[] message = MlsMessage.encode(WireFormat.KEY_PACKAGE, keyPackage::write);

    MlsGroup group = alice.client().createGroup(GROUP, Extensions.empty());
    GroupObserver observer =
        GroupObserver.open(group.groupInfo(), new AcceptAll(), GroupPolicy.allowAll());
    CommitBundle added =
        group.commit(CommitSpec.builder().add(message).add(bob.keyPackage()).build());
    group.mergePendingCommit();
    MlsGroup ofBob = bob.client().join(added.welcome().orElseThrow());
    CommitBundle refreshed = bob.restarted().group("group").commit(CommitSpec.selfUpdate());
    group.process(refreshed.commit());
    observer =
        GroupObserver.restore(
            observer.apply(added.commit(), List.of()).next().state(),
            new AcceptAll(),
            GroupPolicy.allowAll());
    observer = observer.apply(refreshed.commit(), List.of()).next();
    observer.verify(refreshed.groupInfo());

    String leaf = hex(TlsWriter.encode(keyPackage.leafNode()::write));
    for (byte[] groupInfo : List.of(ofBob.groupInfo(), refreshed.groupInfo(), group.groupInfo())) {
      GroupInfo info = MlsMessage.decode(groupInfo, WireFormat.GROUP_INFO, GroupInfo::read);
      RatchetTree tree =
          TlsReader.parseOrRefuse(
              info.extensions().find(Extensions.RATCHET_TREE).orElseThrow(),
              "the tree",
              RatchetTree::read);
      assertThat(hex(TlsWriter.encode(tree.leaf(1).orElseThrow()::write))).isEqualTo(leaf);
    }
    assertThat(hex(added.commit())).contains(hex(TlsWriter.encode(keyPackage::write)));
  }

  /** RFC 9420 §13.3: a credential type that nobody here knows is carried, where all support it. */
  @Tag("checklist-3")
  @Test
  @Shows(Demand.EXTENSIBLE_FIELDS)
  void aCredentialOfAnUnknownTypeIsCarried() throws MlsException {
    Credential unknown = new Credential.Unknown(0xff03, new byte[] {5, 6});
    MlsClient odd =
        MlsClient.builder()
            .identity(unknown, new Person("odd").key())
            .storage(new eu.paravent.mls.testing.MemoryStorage())
            .authentication(new AcceptAll())
            .clock(InstantSource.fixed(Person.NOW))
            .build();
    MlsGroup alone = odd.createGroup(GROUP, Extensions.empty());
    assertThat(alone.members().get(0).credential()).usingRecursiveComparison().isEqualTo(unknown);
    GroupObserver observer =
        GroupObserver.open(alone.groupInfo(), new AcceptAll(), GroupPolicy.allowAll());
    assertThat(observer.members().get(0).credential())
        .usingRecursiveComparison()
        .isEqualTo(unknown);

    refused(
        "does not support credential type",
        () -> alone.commit(CommitSpec.builder().add(bob.keyPackage()).build()));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
