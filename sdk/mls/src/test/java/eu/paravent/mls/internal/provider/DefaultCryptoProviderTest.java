package eu.paravent.mls.internal.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.mls.crypto.CryptoException;
import eu.paravent.mls.crypto.CryptoProvider;
import eu.paravent.mls.crypto.KemKeyPair;
import eu.paravent.mls.crypto.SecretBytes;
import eu.paravent.mls.crypto.SignatureKeyPair;
import eu.paravent.mls.musts.Demand;
import eu.paravent.mls.musts.Shows;
import eu.paravent.mls.testing.Vectors;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DefaultCryptoProviderTest {
  private final SuiteCrypto crypto = Vectors.crypto();

  @Tag("checklist-21")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
        "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"
      })
  void refusesX25519PublicKeysThatGiveAnAllZeroSecret(String point) {
    byte[] publicKey = HexFormat.of().parseHex(point);

    assertThatThrownBy(() -> crypto.encryptWithLabel(publicKey, "label", new byte[0], new byte[3]))
        .isInstanceOf(CryptoException.class);
  }

  @Test
  void refusesPublicKeysOfAnotherLength() {
    assertThatThrownBy(
            () -> crypto.encryptWithLabel(new byte[31], "label", new byte[0], new byte[3]))
        .isInstanceOf(CryptoException.class);
    assertThatThrownBy(() -> crypto.keyPair(new byte[33])).isInstanceOf(CryptoException.class);
  }

  @Tag("checklist-19")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000080",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa"
      })
  void refusesSmallOrderSigners(String point) {
    // with a signer of small order, R = identity and S = 0 verify for some or all messages
    byte[] signature = new byte[64];
    signature[0] = 1;

    for (int message = 0; message < 16; message++) {
      assertThat(
              crypto.verifyWithLabel(
                  HexFormat.of().parseHex(point), "label", new byte[] {(byte) message}, signature))
          .isFalse();
    }
  }

  @Tag("checklist-19")
  @Test
  void refusesASignatureWhoseScalarIsNotReduced() {
    SignatureKeyPair key = crypto.signatureKeyPair(crypto.random(32));
    byte[] signature = crypto.signWithLabel(key, "label", new byte[5]);
    BigInteger order =
        BigInteger.ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));
    byte[] malleable = signature.clone();
    BigInteger scalar = new BigInteger(1, reversed(Arrays.copyOfRange(signature, 32, 64)));
    byte[] sum = reversed(fixed32(scalar.add(order)));
    System.arraycopy(sum, 0, malleable, 32, 32);

    assertThat(crypto.verifyWithLabel(key.publicKey(), "label", new byte[5], signature)).isTrue();
    assertThat(crypto.verifyWithLabel(key.publicKey(), "label", new byte[5], malleable)).isFalse();
    assertThat(
            crypto.verifyWithLabel(
                key.publicKey(), "label", new byte[5], Arrays.copyOf(signature, 63)))
        .isFalse();
  }

  @Test
  void refusesATruncatedOrChangedHpkeCiphertext() throws CryptoException {
    KemKeyPair key = crypto.generateKeyPair();
    HpkeCiphertext sealed =
        crypto.encryptWithLabel(key.publicKey(), "label", new byte[1], new byte[9]);
    byte[] changed = sealed.ciphertext().clone();
    changed[0] ^= 1;

    for (byte[] bad : new byte[][] {changed, new byte[0], Arrays.copyOf(changed, 15)}) {
      assertThatThrownBy(
              () ->
                  crypto.decryptWithLabel(
                      key, "label", new byte[1], new HpkeCiphertext(sealed.kemOutput(), bad)))
          .isInstanceOf(CryptoException.class);
    }
    assertThatThrownBy(() -> crypto.decryptWithLabel(key, "other", new byte[1], sealed))
        .isInstanceOf(CryptoException.class);
  }

  @Test
  @Shows(Demand.EXTERNAL_INIT_SECRET)
  void bothSidesOfAnExternalInitGetTheSameSecret() throws CryptoException {
    KemKeyPair external = crypto.generateKeyPair();

    CryptoProvider.Encapsulated joiner = crypto.encapsulateInitSecret(external.publicKey());

    assertThat(crypto.decapsulateInitSecret(external, joiner.encapsulation()))
        .isEqualTo(joiner.sharedSecret());
    assertThat(joiner.sharedSecret().length()).isEqualTo(32);
  }

  @Test
  void secretsDoNotPrint() {
    SecretBytes secret = SecretBytes.copyOf(new byte[] {0x41, 0x42});

    assertThat(secret.toString()).doesNotContain("41").doesNotContain("65").doesNotContain("AB");
    secret.close();
    assertThatThrownBy(secret::expose).isInstanceOf(IllegalStateException.class);
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] out = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      out[i] = bytes[bytes.length - 1 - i];
    }
    return out;
  }

  private static byte[] fixed32(BigInteger value) {
    byte[] raw = value.toByteArray();
    byte[] out = new byte[32];
    int count = Math.min(32, raw.length);
    System.arraycopy(raw, raw.length - count, out, 32 - count, count);
    return out;
  }
}
