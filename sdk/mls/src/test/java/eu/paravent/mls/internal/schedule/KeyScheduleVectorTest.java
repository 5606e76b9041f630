package eu.paravent.mls.internal.schedule;

import static eu.paravent.mls.testing.Vectors.hex;
import static eu.paravent.mls.testing.Vectors.secret;
import static org.assertj.core.api.Assertions.assertThat;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.crypto.SecretBytes;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.codec.TlsWriter;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import eu.paravent.mls.internal.schedule.PskSecret.Psk;
import eu.paravent.mls.testing.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

class KeyScheduleVectorTest {
  private SuiteCrypto crypto = Vectors.crypto();

  @Tag("checklist-22")
  @Tag("checklist-26")
  @TestFactory
  Stream<DynamicTest> keySchedule() {
    return Vectors.all(
        "key-schedule.json",
        c -> {
          crypto = Vectors.crypto(c);
          verifySchedule(c);
        });
  }

  @Tag("checklist-24")
  @TestFactory
  Stream<DynamicTest> pskSecret() {
    return Vectors.all(
        "psk_secret.json",
        c -> {
          crypto = Vectors.crypto(c);
          verifyPskSecret(c);
        });
  }

  private void verifySchedule(JsonObject c) throws Exception {
    SecretBytes init = secret(c, "initial_init_secret");
    JsonArray epochs = c.getArray("epochs");
    for (int i = 0; i < epochs.size(); i++) {
      JsonObject epoch = epochs.getObject(i);
      GroupContext context =
          new GroupContext(
              c.getInt("cipher_suite"),
              hex(c, "group_id"),
              i,
              hex(epoch, "tree_hash"),
              hex(epoch, "confirmed_transcript_hash"),
              Extensions.empty());
      byte[] encoded = context.encode();
      assertThat(encoded).isEqualTo(hex(epoch, "group_context"));
      assertThat(TlsReader.parse(encoded, GroupContext::read).encode()).isEqualTo(encoded);

      SecretBytes psk = secret(epoch, "psk_secret");
      SecretBytes joiner =
          KeySchedule.joinerSecret(crypto, init, secret(epoch, "commit_secret"), encoded);
      assertThat(joiner).isEqualTo(secret(epoch, "joiner_secret"));
      assertThat(KeySchedule.welcomeSecret(crypto, joiner, psk))
          .isEqualTo(secret(epoch, "welcome_secret"));

      EpochSecrets secrets = KeySchedule.epochSecrets(crypto, joiner, psk, encoded);
      assertThat(secrets.init()).isEqualTo(secret(epoch, "init_secret"));
      assertThat(secrets.senderData()).isEqualTo(secret(epoch, "sender_data_secret"));
      assertThat(secrets.external()).isEqualTo(secret(epoch, "external_secret"));
      assertThat(secrets.confirmation()).isEqualTo(secret(epoch, "confirmation_key"));
      assertThat(secrets.membership()).isEqualTo(secret(epoch, "membership_key"));
      assertThat(secrets.resumption()).isEqualTo(secret(epoch, "resumption_psk"));
      assertThat(secrets.authenticator()).isEqualTo(secret(epoch, "epoch_authenticator"));
      assertThat(secrets.externalKeyPair(crypto).publicKey()).isEqualTo(hex(epoch, "external_pub"));
      assertThat(secrets.takeEncryptionSecret()).isEqualTo(secret(epoch, "encryption_secret"));

      EpochSecrets restored = TlsReader.parse(TlsWriter.encode(secrets::write), EpochSecrets::read);
      JsonObject exporter = epoch.getObject("exporter");
      assertThat(
              restored.export(
                  crypto,
                  exporter.getString("label"),
                  hex(exporter, "context"),
                  exporter.getInt("length")))
          .isEqualTo(hex(exporter, "secret"));
      assertThat(restored.membership()).isEqualTo(secret(epoch, "membership_key"));
      init = restored.init();
    }
  }

  private void verifyPskSecret(JsonObject c) {
    List<Psk> keys = new ArrayList<>();
    JsonArray psks = c.getArray("psks");
    for (int i = 0; i < psks.size(); i++) {
      JsonObject psk = psks.getObject(i);
      keys.add(
          new Psk(
              new PreSharedKeyId.External(hex(psk, "psk_id"), hex(psk, "psk_nonce")),
              secret(psk, "psk")));
    }

    assertThat(PskSecret.of(crypto, keys)).isEqualTo(secret(c, "psk_secret"));
  }
}
