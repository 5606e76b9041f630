package eu.paravent.mls.malice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.mls.CipherSuite;
import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsException.Reason;
import eu.paravent.mls.MlsGroup;
import eu.paravent.mls.crypto.CryptoException;
import eu.paravent.mls.crypto.SignatureKeyPair;
import eu.paravent.mls.internal.framing.MlsMessage;
import eu.paravent.mls.internal.framing.Proposal;
import eu.paravent.mls.internal.framing.WireFormat;
import eu.paravent.mls.internal.group.Insider;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import eu.paravent.mls.internal.tree.Capabilities;
import eu.paravent.mls.internal.tree.KeyPackage;
import eu.paravent.mls.internal.tree.LeafNode;
import eu.paravent.mls.internal.tree.LeafTemplate;
import eu.paravent.mls.internal.tree.Lifetime;
import eu.paravent.mls.internal.tree.UpdatePath;
import eu.paravent.mls.musts.Demand;
import eu.paravent.mls.musts.Shows;
import eu.paravent.mls.observer.KeyPackageView;
import eu.paravent.mls.testing.Person;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * RFC 9420 §10, §5.1.1: keys that are none, in a key package that is signed as it should be. Who
 * adds it is told, and the group goes on.
 */
@Tag("checklist-7")
class BadKeysTest {
  /** Little-endian: 0, 1, two of order eight, p - 1, p, p + 1. */
  private static final List<String> SMALL_25519 =
      List.of(
          "0000000000000000000000000000000000000000000000000000000000000000",
          "0100000000000000000000000000000000000000000000000000000000000000",
          "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
          "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
          "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
          "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
          "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");

  private static List<byte[]> bad(CipherSuite suite, byte[] good) {
    List<byte[]> all =
        new ArrayList<>(
            List.of(
                new byte[0],
                new byte[1],
                Arrays.copyOf(good, good.length - 1),
                Arrays.copyOf(good, good.length + 1)));
    byte[] ones = new byte[good.length];
    Arrays.fill(ones, (byte) 0xff);
    switch (suite.kem()) {
      case DHKEM_X25519_HKDF_SHA256 -> {
        for (String small : SMALL_25519) {
          byte[] key = HexFormat.of().parseHex(small);
          all.add(key.clone());
          // RFC 7748 §5: the last bit does not count
          key[31] ^= (byte) 0x80;
          all.add(key);
        }
      }
      case DHKEM_X448_HKDF_SHA512 -> {
        all.add(new byte[56]);
        byte[] one = new byte[56];
        one[0] = 1;
        all.add(one);
        // p - 1, p, p + 1
        for (int last : new int[] {0xfe, 0xff}) {
          byte[] key = ones.clone();
          key[0] = (byte) last;
          key[28] = (byte) 0xfe;
          all.add(key);
        }
        byte[] above = new byte[56];
        Arrays.fill(above, 28, 56, (byte) 0xff);
        all.add(above);
      }
      case MLKEM768_X25519 -> all.add(ones);
      case MLKEM768_P256 -> {
        all.add(ones);
        byte[] beside = good.clone();
        beside[good.length - 1] ^= 1;
        all.add(beside);
      }
      default -> {
        all.add(new byte[good.length]);
        all.add(ones);
        byte[] beside = good.clone();
        beside[good.length - 1] ^= 1;
        all.add(beside);
        byte[] compressed = Arrays.copyOf(good, (good.length + 1) / 2);
        compressed[0] = 2;
        all.add(compressed);
      }
    }
    return all;
  }

  private static byte[] message(SuiteCrypto crypto, byte[] init, byte[] leafKey)
      throws MlsException {
    Person erin = new Person("erin", crypto.suite());
    Capabilities capabilities = Scene.read(erin.keyPackage()).leafNode().capabilities();
    SignatureKeyPair signer = crypto.signatureKeyPair(erin.key());
    KeyPackage made =
        KeyPackage.sign(
            crypto,
            signer,
            init,
            LeafNode.forKeyPackage(
                crypto,
                signer,
                new LeafTemplate(erin.credential(), capabilities, Extensions.empty()),
                leafKey,
                new Lifetime(0, -1L)),
            Extensions.empty());
    return MlsMessage.encode(WireFormat.KEY_PACKAGE, made::write);
  }

  @ParameterizedTest
  @EnumSource(CipherSuite.class)
  @Shows({Demand.INIT_KEY_IS_VALID, Demand.LEAF_KEYS_ARE_VALID})
  void aKeyPackageWithKeysThatAreNoneGetsAVerdict(CipherSuite suite) throws MlsException {
    Person alice = new Person("alice", suite);
    MlsGroup group = alice.client().createGroup(Scene.GROUP.getBytes(UTF_8), Extensions.empty());
    SuiteCrypto crypto = Insider.of(alice, Scene.GROUP).crypto();
    byte[] good = crypto.generateKeyPair().publicKey();
    List<byte[]> hostile = new ArrayList<>();
    for (byte[] key : bad(suite, good)) {
      hostile.add(message(crypto, key, good));
      hostile.add(message(crypto, good, key));
    }
    for (byte[] key : bad(suite, good)) {
      assertThatThrownBy(() -> crypto.encryptWithLabel(key, "test", new byte[0], new byte[0]))
          .isInstanceOf(CryptoException.class);
    }
    Map<String, String> before = alice.storage().contents();

    for (byte[] keyPackage : hostile) {
      for (boolean path : new boolean[] {true, false}) {
        CommitSpec.Builder spec = CommitSpec.builder().add(keyPackage);
        assertThatThrownBy(() -> group.commit(path ? spec.build() : spec.withoutPath().build()))
            .isInstanceOf(MlsException.class);
        assertThat(alice.storage().contents()).isEqualTo(before);
      }
      assertThatThrownBy(() -> group.proposeAdd(keyPackage)).isInstanceOf(MlsException.class);
      assertThatThrownBy(() -> KeyPackageView.read(keyPackage)).isInstanceOf(MlsException.class);
    }
    group.commit(
        CommitSpec.builder()
            .add(message(crypto, crypto.generateKeyPair().publicKey(), good))
            .build());
    assertThat(group.pendingCommit()).isPresent();
  }

  /** By somebody whose own library did not look. */
  @Test
  @Shows(Demand.LEAF_KEYS_ARE_VALID)
  void whatAMemberSendsWithSuchKeysIsRefused() throws MlsException {
    Scene scene = new Scene();
    Insider alice = scene.insider();
    SuiteCrypto crypto = alice.crypto();
    for (byte[] key : bad(crypto.suite(), crypto.generateKeyPair().publicKey())) {
      Proposal add = new Proposal.Add(Scene.read(message(crypto, key, key(crypto))));
      refused(scene, new Forge(alice).commit(List.of(add), Optional.empty()));
      Proposal leafKey = new Proposal.Add(Scene.read(message(crypto, key(crypto), key)));
      refused(scene, new Forge(alice).proposal(leafKey));
      refused(
          scene,
          new Forge(alice)
              .proposal(
                  new Proposal.Update(
                      LeafNode.forUpdate(
                          crypto,
                          alice.signer(),
                          alice.template(),
                          key,
                          alice.group().groupId(),
                          alice.leaf()))));
      UpdatePath path = Paths.of(alice);
      List<UpdatePath.Node> nodes = new ArrayList<>(path.nodes());
      nodes.set(0, new UpdatePath.Node(key, nodes.get(0).encryptedPathSecret()));
      refused(
          scene,
          new Forge(alice).commit(List.of(), Optional.of(new UpdatePath(path.leafNode(), nodes))));
      LeafNode leaf =
          LeafNode.forCommit(
              crypto,
              alice.signer(),
              alice.template(),
              key,
              new byte[32],
              alice.group().groupId(),
              alice.leaf());
      refused(
          scene,
          new Forge(alice).commit(List.of(), Optional.of(new UpdatePath(leaf, path.nodes()))));
    }
  }

  private static byte[] key(SuiteCrypto crypto) {
    return crypto.generateKeyPair().publicKey();
  }

  private static void refused(Scene scene, byte[] message) throws MlsException {
    scene.refused(Reason.RULE_VIOLATION, "none of this cipher suite", message);
  }
}
