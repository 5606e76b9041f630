package eu.paravent.mls.internal.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.mls.CipherSuite;
import eu.paravent.mls.crypto.CryptoException;
import eu.paravent.mls.crypto.KemKeyPair;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.pqc.crypto.xwing.XWingKEMExtractor;
import org.bouncycastle.pqc.crypto.xwing.XWingPrivateKeyParameters;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Held against the HPKE of Bouncy Castle, which has this KEM too. */
class XWingTest {
  private static final CipherSuite SUITE =
      CipherSuite.MLS_128_MLKEM768X25519_AES256GCM_SHA384_ED25519;
  private static final byte[] INFO = "info".getBytes(UTF_8), TEXT = "text".getBytes(UTF_8);

  private final SecureRandom random = new SecureRandom();
  private final HybridKem kem = HybridKem.WITH_X25519;
  private final Hpke ours = new Hpke(SUITE, new DefaultCryptoProvider());
  private final HPKE theirs =
      new HPKE(HPKE.mode_base, HPKE.kem_X_WING, HPKE.kdf_HKDF_SHA384, HPKE.aead_AES_GCM256);

  @RepeatedTest(5)
  void keysAreDerivedAlike() {
    byte[] material = random.generateSeed(48);
    KemKeyPair own = kem.derive(material);
    AsymmetricCipherKeyPair other = theirs.deriveKeyPair(material);

    assertThat(own.publicKey()).isEqualTo(theirs.serializePublicKey(other.getPublic()));
    assertThat(own.privateKey().expose()).isEqualTo(theirs.serializePrivateKey(other.getPrivate()));
  }

  @RepeatedTest(5)
  void eachOpensWhatTheOtherSealed() throws Exception {
    KemKeyPair own = kem.derive(random.generateSeed(48));
    AsymmetricCipherKeyPair other =
        theirs.deserializePrivateKey(own.privateKey().expose(), own.publicKey());

    HpkeCiphertext sealed = ours.seal(own.publicKey(), ours.scheduleContext(INFO), TEXT, random);
    assertThat(
            theirs.open(
                sealed.kemOutput(),
                other,
                INFO,
                new byte[0],
                sealed.ciphertext(),
                null,
                null,
                null))
        .isEqualTo(TEXT);

    byte[][] back = theirs.seal(other.getPublic(), INFO, new byte[0], TEXT, null, null, null);
    assertThat(ours.open(own, ours.scheduleContext(INFO), new HpkeCiphertext(back[1], back[0])))
        .isEqualTo(TEXT);
  }

  /** Bouncy Castle's other implementation, of the KEM alone. */
  @RepeatedTest(5)
  void theSecretIsTheSame() throws Exception {
    KemKeyPair own = kem.derive(random.generateSeed(48));
    var sealed = kem.encapsulate(own.publicKey(), random);
    XWingKEMExtractor extractor =
        new XWingKEMExtractor(new XWingPrivateKeyParameters(own.privateKey().expose()));

    assertThat(extractor.extractSecret(sealed.encapsulation()))
        .isEqualTo(sealed.sharedSecret().expose());
    assertThat(kem.decapsulate(own, sealed.encapsulation())).isEqualTo(sealed.sharedSecret());
  }

  /** ML-KEM answers a changed encapsulation with another secret, and X25519 as well. */
  @Test
  void aChangedEncapsulationGivesAnotherSecret() throws Exception {
    KemKeyPair own = kem.derive(random.generateSeed(48));
    var sealed = kem.encapsulate(own.publicKey(), random);
    for (int at : new int[] {0, 500, 1087, 1088, 1118}) {
      byte[] changed = sealed.encapsulation().clone();
      changed[at] ^= 1;
      assertThat(kem.decapsulate(own, changed)).isNotEqualTo(sealed.sharedSecret());
    }
  }

  @Test
  void aPublicKeyThatIsNotReducedIsRefused() {
    byte[] key = kem.derive(new byte[48]).publicKey();
    // two coefficients of 12 bits, both 4095: the modulus is 3329
    Arrays.fill(key, 300, 303, (byte) 0xff);

    assertThatThrownBy(() -> kem.encapsulate(key, random)).isInstanceOf(CryptoException.class);
  }

  @Test
  void otherLengthsAreRefused() {
    KemKeyPair own = kem.derive(new byte[48]);
    assertThatThrownBy(() -> kem.encapsulate(new byte[1215], random))
        .isInstanceOf(CryptoException.class);
    assertThatThrownBy(() -> kem.decapsulate(own, new byte[1121]))
        .isInstanceOf(CryptoException.class);
    assertThatThrownBy(() -> kem.keyPair(new byte[31])).isInstanceOf(CryptoException.class);
  }
}
