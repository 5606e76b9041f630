package eu.paravent.mls.internal.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.mls.CipherSuite;
import eu.paravent.mls.crypto.SignatureKeyPair;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class VerifiedSignaturesTest {
  private static final byte[] CONTENT = "content".getBytes(UTF_8);

  private final SuiteCrypto crypto =
      new SuiteCrypto(
          CipherSuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_ED25519,
          new DefaultCryptoProvider(),
          new SecureRandom());
  private final SignatureKeyPair signer = crypto.signatureKeyPair(crypto.random(32));
  private final byte[] signature = crypto.signWithLabel(signer, "Label", CONTENT);

  @Test
  void isAskedForExactlyWhatVerified() {
    assertThat(verifies(signer.publicKey(), "Label", CONTENT, signature)).isTrue();
    for (int again = 0; again < 2; again++) {
      assertThat(verifies(signer.publicKey(), "Label", CONTENT, signature)).isTrue();
      assertThat(verifies(signer.publicKey(), "Labem", CONTENT, signature)).isFalse();
      assertThat(verifies(signer.publicKey(), "Label", new byte[7], signature)).isFalse();
      assertThat(verifies(signer.publicKey(), "Label", CONTENT, flipped(signature))).isFalse();
      assertThat(verifies(flipped(signer.publicKey()), "Label", CONTENT, signature)).isFalse();
    }
  }

  @Test
  void holdsTheLastDigestOfASlot() {
    VerifiedSignatures verified = new VerifiedSignatures();
    byte[] one = new byte[32];
    byte[] other = new byte[32];
    other[31] = 1;
    assertThat(verified.contains(one)).isFalse();
    verified.add(one);
    assertThat(verified.contains(one)).isTrue();
    assertThat(verified.contains(other)).isFalse();
    verified.add(other);
    assertThat(verified.contains(other)).isTrue();
    assertThat(verified.contains(one)).isFalse();
  }

  private boolean verifies(byte[] key, String label, byte[] content, byte[] signed) {
    return crypto.verifyOnceWithLabel(key, label, content, signed);
  }

  private static byte[] flipped(byte[] bytes) {
    byte[] other = bytes.clone();
    other[9] ^= 1;
    return other;
  }
}
