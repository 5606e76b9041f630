package eu.paravent.mls.internal.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.mls.crypto.CryptoException;
import eu.paravent.mls.crypto.KemAlgorithm;
import eu.paravent.mls.crypto.KemKeyPair;
import eu.paravent.mls.crypto.SignatureAlgorithm;
import eu.paravent.mls.crypto.SignatureKeyPair;
import eu.paravent.mls.musts.Demand;
import eu.paravent.mls.musts.Shows;
import eu.paravent.mls.testing.Keys;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What is no key, no point and no signature. */
class CurvesTest {
  private static final byte[] MESSAGE = "message".getBytes(UTF_8);

  private final SecureRandom random = new SecureRandom();
  private final DefaultCryptoProvider provider = new DefaultCryptoProvider();

  @ParameterizedTest
  @EnumSource
  void bothSidesOfAKemShareASecret(KemAlgorithm algorithm) throws Exception {
    KemKeyPair key = provider.deriveKeyPair(algorithm, random.generateSeed(64));
    var sealed = provider.encapsulate(algorithm, key.publicKey(), random);

    assertThat(provider.decapsulate(algorithm, key, sealed.encapsulation()))
        .isEqualTo(sealed.sharedSecret());
    assertThat(sealed.sharedSecret().expose()).hasSize(algorithm.secretLength());
    assertThat(provider.kemKeyPair(algorithm, key.privateKey().expose()).publicKey())
        .isEqualTo(key.publicKey());
  }

  @ParameterizedTest
  @EnumSource
  void aPublicKeyOfTheWrongLengthIsRefused(KemAlgorithm algorithm) {
    byte[] right = provider.deriveKeyPair(algorithm, new byte[64]).publicKey();

    refused(algorithm, new byte[0]);
    refused(algorithm, Arrays.copyOf(right, right.length - 1));
    refused(algorithm, Arrays.copyOf(right, right.length + 1));
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.MATCH_ALL, names = ".*_P\\d+_.*")
  void whatIsNoPointOfTheCurveIsRefused(KemAlgorithm algorithm) {
    byte[] point = provider.deriveKeyPair(algorithm, new byte[64]).publicKey();
    byte[] beside = point.clone();
    beside[point.length - 1] ^= 1;
    byte[] hybrid = point.clone();
    hybrid[0] = (byte) (6 + (point[point.length - 1] & 1));
    byte[] compressed = Arrays.copyOf(point, 1 + point.length / 2);
    compressed[0] = 2;
    byte[] coordinatesTooLarge = new byte[point.length];
    Arrays.fill(coordinatesTooLarge, (byte) 0xff);
    coordinatesTooLarge[0] = 4;

    refused(algorithm, beside);
    refused(algorithm, hybrid);
    refused(algorithm, compressed);
    refused(algorithm, coordinatesTooLarge);
    refused(algorithm, new byte[] {0});
    refused(algorithm, new byte[point.length]);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.MATCH_ALL, names = ".*_P\\d+_.*")
  void aPrivateKeyIsBetweenZeroAndTheOrder(KemAlgorithm algorithm) {
    byte[] right = provider.deriveKeyPair(algorithm, new byte[64]).privateKey().expose();
    byte[] tooLarge = new byte[right.length];
    Arrays.fill(tooLarge, (byte) 0xff);

    for (byte[] wrong : new byte[][] {new byte[right.length], tooLarge, new byte[0]}) {
      assertThatThrownBy(() -> provider.kemKeyPair(algorithm, wrong))
          .isInstanceOf(CryptoException.class);
    }
  }

  @Tag("checklist-21")
  @Test
  void anAllZeroSecretIsRefused() {
    for (KemAlgorithm algorithm :
        new KemAlgorithm[] {
          KemAlgorithm.DHKEM_X25519_HKDF_SHA256, KemAlgorithm.DHKEM_X448_HKDF_SHA512
        }) {
      int length = provider.deriveKeyPair(algorithm, new byte[64]).publicKey().length;
      byte[] one = new byte[length];
      one[0] = 1;

      refused(algorithm, new byte[length]);
      refused(algorithm, one);
    }
  }

  @ParameterizedTest
  @EnumSource
  @Shows(Demand.SIGNATURE_ALGORITHM)
  void onlyTheSignatureOfTheKeyAndTheMessageVerifies(SignatureAlgorithm algorithm) {
    SignatureKeyPair key = key(algorithm);
    byte[] signature = provider.sign(algorithm, key, MESSAGE);

    assertThat(provider.verify(algorithm, key.publicKey(), MESSAGE, signature)).isTrue();
    assertThat(provider.verify(algorithm, key.publicKey(), new byte[0], signature)).isFalse();
    assertThat(provider.verify(algorithm, key(algorithm).publicKey(), MESSAGE, signature))
        .isFalse();
    for (int i = 0; i < signature.length; i++) {
      byte[] changed = signature.clone();
      changed[i] ^= 1;
      assertThat(provider.verify(algorithm, key.publicKey(), MESSAGE, changed)).isFalse();
      assertThat(provider.verify(algorithm, key.publicKey(), MESSAGE, Arrays.copyOf(signature, i)))
          .isFalse();
    }
    assertThat(
            provider.verify(
                algorithm,
                key.publicKey(),
                MESSAGE,
                Arrays.copyOf(signature, signature.length + 1)))
        .isFalse();
    assertThat(provider.verify(algorithm, new byte[0], MESSAGE, signature)).isFalse();
  }

  /** RFC 9420 §5.1.2 has signatures in DER, and DER has one encoding of each. */
  @Tag("checklist-19")
  @ParameterizedTest
  @EnumSource(mode = Mode.MATCH_ALL, names = "ECDSA_.*")
  void otherEncodingsOfTheSameNumbersAreRefused(SignatureAlgorithm algorithm) {
    SignatureKeyPair key = key(algorithm);
    byte[] der = provider.sign(algorithm, key, MESSAGE);
    int at = der[1] == (byte) 0x81 ? 3 : 2;
    // the first number with a zero in front
    byte[] padded = new byte[der.length + 1];
    System.arraycopy(der, 0, padded, 0, at + 2);
    System.arraycopy(der, at + 2, padded, at + 3, der.length - at - 2);
    padded[at - 1]++;
    padded[at + 1]++;
    // raw numbers side by side
    byte[] raw = new byte[2 * (key.publicKey().length / 2)];

    assertThat(provider.verify(algorithm, key.publicKey(), MESSAGE, padded)).isFalse();
    assertThat(provider.verify(algorithm, key.publicKey(), MESSAGE, raw)).isFalse();
  }

  @Tag("checklist-19")
  @Test
  void keysOfSmallOrderSignNothing() {
    byte[] zero = new byte[57];
    byte[] one = new byte[57];
    one[0] = 1;
    byte[] minusOne = new byte[57];
    Arrays.fill(minusOne, 0, 56, (byte) 0xff);
    minusOne[0] = (byte) 0xfe;
    minusOne[28] = (byte) 0xfe;
    for (byte[] point : new byte[][] {zero, one, minusOne}) {
      byte[] signature = new byte[114];
      System.arraycopy(one, 0, signature, 0, 57);
      assertThat(provider.verify(SignatureAlgorithm.ED448, point, MESSAGE, signature)).isFalse();
    }
  }

  private SignatureKeyPair key(SignatureAlgorithm algorithm) {
    return provider.signatureKeyPair(algorithm, Keys.fresh(algorithm));
  }

  private void refused(KemAlgorithm algorithm, byte[] publicKey) {
    assertThatThrownBy(() -> provider.encapsulate(algorithm, publicKey, random))
        .isInstanceOf(CryptoException.class);
    KemKeyPair own = provider.deriveKeyPair(algorithm, new byte[64]);
    assertThatThrownBy(() -> provider.decapsulate(algorithm, own, publicKey))
        .isInstanceOf(CryptoException.class);
  }
}
