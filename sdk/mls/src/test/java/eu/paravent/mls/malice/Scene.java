package eu.paravent.mls.malice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.mls.CommitBundle;
import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.MlsClient;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsException.Reason;
import eu.paravent.mls.MlsGroup;
import eu.paravent.mls.ReceivedMessage;
import eu.paravent.mls.crypto.SignatureKeyPair;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.framing.MlsMessage;
import eu.paravent.mls.internal.framing.WireFormat;
import eu.paravent.mls.internal.group.Insider;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import eu.paravent.mls.internal.tree.Capabilities;
import eu.paravent.mls.internal.tree.KeyPackage;
import eu.paravent.mls.internal.tree.LeafNode;
import eu.paravent.mls.internal.tree.LeafTemplate;
import eu.paravent.mls.internal.tree.Lifetime;
import eu.paravent.mls.testing.Person;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A group of Alice, who cheats, with Bob and Carol, who must not fall for it. */
final class Scene {
  static final String GROUP = "group";

  final Person alice = new Person("alice");
  final Person bob = new Person("bob");
  final Person carol = new Person("carol");
  final MlsGroup ofAlice;
  final MlsGroup ofBob;
  final MlsGroup ofCarol;

  Scene() throws MlsException {
    this(Extensions.empty());
  }

  Scene(Extensions context) throws MlsException {
    this(context, builder -> {});
  }

  /**
   * @param options of all three
   */
  Scene(Extensions context, Consumer<MlsClient.Builder> options) throws MlsException {
    List.of(alice, bob, carol).forEach(person -> person.built(options));
    ofAlice = alice.client().createGroup(GROUP.getBytes(UTF_8), context);
    CommitBundle added =
        ofAlice.commit(CommitSpec.builder().add(bob.keyPackage()).add(carol.keyPackage()).build());
    ofAlice.mergePendingCommit();
    ofBob = bob.client().join(added.welcome().orElseThrow());
    ofCarol = carol.client().join(added.welcome().orElseThrow());
    everyone(ofBob.commit(CommitSpec.selfUpdate()).commit());
  }

  /** Processed by all three. */
  void everyone(byte[] handshake) throws MlsException {
    for (MlsGroup group : List.of(ofAlice, ofBob, ofCarol)) {
      group.process(handshake);
    }
  }

  /** What Alice knows now. */
  Insider insider() {
    return Insider.of(alice, GROUP);
  }

  Forge forge() {
    return new Forge(insider());
  }

  SuiteCrypto crypto() {
    return insider().crypto();
  }

  /** Bob refuses it for that reason, changes nothing, and goes on. */
  void refused(Reason reason, String because, byte[] message) throws MlsException {
    Map<String, String> before = bob.storage().contents();
    refuses(reason, because, () -> ofBob.process(message));
    assertThat(bob.storage().contents()).isEqualTo(before);
    assertThat(((ReceivedMessage.Application) ofBob.process(ofCarol.encrypt(NONE, NONE))).data())
        .isEmpty();
  }

  static final byte[] NONE = new byte[0];

  static void refuses(Reason reason, String because, ThrowingCallable call) {
    assertThatThrownBy(call)
        .hasMessageContaining(because)
        .isInstanceOfSatisfying(MlsException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  /** The key package that a client published. */
  static KeyPackage read(byte[] message) throws MlsException {
    return MlsMessage.decode(message, WireFormat.KEY_PACKAGE, KeyPackage::read);
  }

  /** An honest key package of somebody new. */
  static KeyPackage newcomer(String name) throws MlsException {
    return read(new Person(name).keyPackage());
  }

  /** What an honest client lists. */
  static Capabilities capabilities() throws MlsException {
    return newcomer("any").leafNode().capabilities();
  }

  /** A key package that is right, but for what the caller puts into it. */
  KeyPackage keyPackage(LeafTemplate template) {
    SuiteCrypto crypto = crypto();
    Person person = new Person("erin");
    SignatureKeyPair signer = crypto.signatureKeyPair(person.key());
    return KeyPackage.sign(
        crypto,
        signer,
        crypto.generateKeyPair().publicKey(),
        LeafNode.forKeyPackage(
            crypto, signer, template, crypto.generateKeyPair().publicKey(), new Lifetime(0, -1L)),
        Extensions.empty());
  }

  static <T> T parse(byte[] bytes, TlsReader.Parser<T> parser) throws MlsException {
    return TlsReader.parseOrRefuse(bytes, "a test's own structure", parser);
  }
}
