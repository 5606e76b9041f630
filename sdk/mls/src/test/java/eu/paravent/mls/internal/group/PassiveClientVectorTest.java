package eu.paravent.mls.internal.group;

import static eu.paravent.mls.testing.Vectors.crypto;
import static eu.paravent.mls.testing.Vectors.hex;
import static org.assertj.core.api.Assertions.assertThat;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.GroupPolicy;
import eu.paravent.mls.internal.framing.MlsMessage;
import eu.paravent.mls.internal.framing.WireFormat;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import eu.paravent.mls.internal.tree.Capabilities;
import eu.paravent.mls.internal.tree.KeyPackage;
import eu.paravent.mls.internal.tree.LeafTemplate;
import eu.paravent.mls.testing.AcceptAll;
import eu.paravent.mls.testing.MemoryStorage;
import eu.paravent.mls.testing.Vectors;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A client that joins by a Welcome and follows; it is loaded again from its storage after every
 * epoch.
 */
class PassiveClientVectorTest {
  @TestFactory
  Stream<DynamicTest> welcome() {
    return Vectors.all("passive-client-welcome.json", PassiveClientVectorTest::follow);
  }

  @TestFactory
  Stream<DynamicTest> handlingCommit() {
    return Vectors.all("passive-client-handling-commit.json", PassiveClientVectorTest::follow);
  }

  @TestFactory
  Stream<DynamicTest> random() {
    return Vectors.all("passive-client-random.json", PassiveClientVectorTest::follow);
  }

  private static void follow(JsonObject c) throws Exception {
    SuiteCrypto crypto = crypto(c);
    KeyPackage keyPackage =
        MlsMessage.decode(hex(c, "key_package"), WireFormat.KEY_PACKAGE, KeyPackage::read);
    LocalClient client =
        new LocalClient(
            new GroupRules(crypto, new AcceptAll(), GroupPolicy.allowAll()),
            new MemoryStorage(),
            InstantSource.system(),
            new LeafTemplate(
                keyPackage.leafNode().credential(),
                new Capabilities(List.of(1), List.of(1), List.of(), List.of(), List.of(1)),
                Extensions.empty()),
            crypto.signatureKeyPair(hex(c, "signature_priv")));
    new KeyPackageStore(client)
        .store(
            keyPackage,
            crypto.keyPair(hex(c, "init_priv")),
            crypto.keyPair(hex(c, "encryption_priv")),
            client.signer());
    JsonArray keys = c.getArray("external_psks");
    for (int i = 0; i < keys.size(); i++) {
      client.registerPreSharedKey(hex(keys.getObject(i), "psk_id"), hex(keys.getObject(i), "psk"));
    }
    Optional<byte[]> tree =
        Optional.ofNullable(c.getString("ratchet_tree")).map(HexFormat.of()::parseHex);

    GroupSession session = new Joining(client).join(hex(c, "welcome"), tree);
    assertThat(session.view().epochAuthenticator())
        .isEqualTo(hex(c, "initial_epoch_authenticator"));

    JsonArray epochs = c.getArray("epochs");
    for (int e = 0; e < epochs.size(); e++) {
      JsonObject epoch = epochs.getObject(e);
      JsonArray proposals = epoch.getArray("proposals");
      for (int p = 0; p < proposals.size(); p++) {
        new MessageReceiver(session).process(HexFormat.of().parseHex(proposals.getString(p)));
      }
      session = GroupSession.load(client, session.view().groupId()).orElseThrow();
      new MessageReceiver(session).process(hex(epoch, "commit"));
      session = GroupSession.load(client, session.view().groupId()).orElseThrow();
      assertThat(session.view().epochAuthenticator())
          .as("epoch %d", e)
          .isEqualTo(hex(epoch, "epoch_authenticator"));
    }
  }
}
