package eu.paravent.mls.internal.framing;

import static eu.paravent.mls.testing.Vectors.hex;
import static eu.paravent.mls.testing.Vectors.secret;
import static org.assertj.core.api.Assertions.assertThat;

import com.grack.nanojson.JsonObject;
import eu.paravent.mls.crypto.KemKeyPair;
import eu.paravent.mls.crypto.SecretBytes;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.codec.TlsWriter;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import eu.paravent.mls.internal.schedule.EpochSecrets;
import eu.paravent.mls.internal.schedule.KeySchedule;
import eu.paravent.mls.internal.schedule.PskSecret;
import eu.paravent.mls.internal.schedule.TranscriptHash;
import eu.paravent.mls.internal.tree.KeyPackage;
import eu.paravent.mls.testing.Vectors;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

class TranscriptAndWelcomeVectorTest {
  private SuiteCrypto crypto = Vectors.crypto();

  @Tag("checklist-23")
  @TestFactory
  Stream<DynamicTest> transcriptHashes() {
    return Vectors.all(
        "transcript-hashes.json",
        c -> {
          crypto = Vectors.crypto(c);
          verifyTranscript(c);
        });
  }

  @TestFactory
  Stream<DynamicTest> welcome() {
    return Vectors.all(
        "welcome.json",
        c -> {
          crypto = Vectors.crypto(c);
          verifyWelcome(c);
        });
  }

  private void verifyTranscript(JsonObject c) throws Exception {
    byte[] bytes = hex(c, "authenticated_content");
    AuthenticatedContent content = TlsReader.parse(bytes, AuthenticatedContent::read);
    assertThat(content.encode()).isEqualTo(bytes);
    assertThat(content.content().content()).isInstanceOf(Content.CommitContent.class);
    byte[] tag = content.confirmationTag().orElseThrow();

    byte[] confirmed =
        TranscriptHash.confirmed(
            crypto,
            hex(c, "interim_transcript_hash_before"),
            content.confirmedTranscriptHashInput());

    assertThat(confirmed).isEqualTo(hex(c, "confirmed_transcript_hash_after"));
    SecretBytes key = secret(c, "confirmation_key");
    assertThat(TranscriptHash.verifyConfirmationTag(crypto, key, confirmed, tag)).isTrue();
    assertThat(
            TranscriptHash.verifyConfirmationTag(
                crypto, key, confirmed, Arrays.copyOf(tag, tag.length - 1)))
        .isFalse();
    assertThat(TranscriptHash.interim(crypto, confirmed, tag))
        .isEqualTo(hex(c, "interim_transcript_hash_after"));
  }

  private void verifyWelcome(JsonObject c) throws Exception {
    byte[] keyPackageMessage = hex(c, "key_package");
    KeyPackage keyPackage =
        MlsMessage.decode(keyPackageMessage, WireFormat.KEY_PACKAGE, KeyPackage::read);
    byte[] reference = crypto.keyPackageRef(TlsWriter.encode(keyPackage::write));
    Welcome welcome = MlsMessage.decode(hex(c, "welcome"), WireFormat.WELCOME, Welcome::read);
    Welcome.Entry entry =
        welcome.secrets().stream()
            .filter(e -> Arrays.equals(e.newMember(), reference))
            .findFirst()
            .orElseThrow();
    KemKeyPair init = crypto.keyPair(hex(c, "init_priv"));

    GroupSecrets secrets = welcome.openSecrets(crypto, entry, init);
    SecretBytes psk = PskSecret.of(crypto, List.of());
    GroupInfo info =
        welcome.openGroupInfo(
            crypto, KeySchedule.welcomeSecret(crypto, secrets.joinerSecret(), psk));

    assertThat(info.verify(crypto, hex(c, "signer_pub"))).isTrue();
    EpochSecrets epoch =
        KeySchedule.epochSecrets(crypto, secrets.joinerSecret(), psk, info.context().encode());
    assertThat(
            TranscriptHash.verifyConfirmationTag(
                crypto,
                epoch.confirmation(),
                info.context().confirmedTranscriptHash(),
                info.confirmationTag()))
        .isTrue();
  }
}
