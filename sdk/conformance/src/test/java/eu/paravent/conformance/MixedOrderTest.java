package eu.paravent.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.mls.crypto.CryptoProvider;
import eu.paravent.mls.crypto.CryptoProviders;
import eu.paravent.mls.crypto.SignatureAlgorithm;
import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.conscrypt.Conscrypt;
import org.junit.jupiter.api.Test;

/**
 * A signer puts a point of order 2 into R or into its public key, on purpose. The equation of RFC
 * 8032 §5.1.7 holds then only when multiplied by the cofactor 8, as the RFC has it; Bouncy Castle
 * multiplies, native code does not. Members that judge differently would part ways, so a native
 * provider has to give Bouncy Castle's verdict.
 */
class MixedOrderTest {
  private static final BigInteger P =
      BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));
  private static final BigInteger L =
      BigInteger.ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));
  private static final BigInteger D =
      BigInteger.valueOf(-121665).multiply(BigInteger.valueOf(121666).modInverse(P)).mod(P);

  /** An affine point of the curve of Ed25519. */
  private record Point(BigInteger x, BigInteger y) {
    static final Point NEUTRAL = new Point(BigInteger.ZERO, BigInteger.ONE);
    static final Point ORDER_2 = new Point(BigInteger.ZERO, P.subtract(BigInteger.ONE));
    static final Point BASE =
        new Point(
            new BigInteger(
                "15112221349535400772501151409588531511454012693041857206046113283949847762202"),
            BigInteger.valueOf(4).multiply(BigInteger.valueOf(5).modInverse(P)).mod(P));

    Point plus(Point o) {
      BigInteger product = D.multiply(x).multiply(o.x).multiply(y).multiply(o.y).mod(P);
      return new Point(
          x.multiply(o.y)
              .add(y.multiply(o.x))
              .multiply(BigInteger.ONE.add(product).modInverse(P))
              .mod(P),
          y.multiply(o.y)
              .add(x.multiply(o.x))
              .multiply(BigInteger.ONE.subtract(product).modInverse(P))
              .mod(P));
    }

    Point times(BigInteger scalar) {
      Point sum = NEUTRAL;
      for (int i = scalar.bitLength() - 1; i >= 0; i--) {
        sum = sum.plus(sum);
        sum = scalar.testBit(i) ? sum.plus(this) : sum;
      }
      return sum;
    }

    byte[] encoded() {
      byte[] bytes = little(y);
      bytes[31] |= (byte) (x.testBit(0) ? 0x80 : 0);
      return bytes;
    }
  }

  private static byte[] little(BigInteger number) {
    byte[] big = number.toByteArray();
    byte[] out = new byte[32];
    for (int i = 0; i < Math.min(32, big.length); i++) {
      out[i] = big[big.length - 1 - i];
    }
    return out;
  }

  @Test
  void nativeProvidersAcceptWhatHoldsOnlyWithTheCofactor() throws Exception {
    CryptoProvider corretto = Natives.required("Amazon Corretto", CryptoProviders.corretto());
    CryptoProvider conscrypt = Natives.required("Conscrypt", CryptoProviders.conscrypt());
    Random random = new Random(25519);
    BigInteger secret = new BigInteger(250, random);
    Point honestKey = Point.BASE.times(secret);
    int differently = 0;

    for (int i = 0; i < 40; i++) {
      byte[] message = new byte[20];
      random.nextBytes(message);
      BigInteger nonce = new BigInteger(250, random);
      Point r = Point.BASE.times(nonce);
      byte[] key = (i % 2 == 0 ? honestKey : honestKey.plus(Point.ORDER_2)).encoded();
      byte[] signature = sign(i % 2 == 0 ? r.plus(Point.ORDER_2) : r, nonce, secret, key, message);

      for (CryptoProvider each :
          new CryptoProvider[] {CryptoProviders.pureJava(), corretto, conscrypt}) {
        assertThat(verify(each, key, message, signature)).isTrue();
        signature[63] ^= 1;
        assertThat(verify(each, key, message, signature)).isFalse();
        signature[63] ^= 1;
      }
      differently += nativeAlone(key, message, signature) ? 0 : 1;
    }

    // else these were not the signatures that this test is about
    assertThat(differently).isGreaterThanOrEqualTo(20);
  }

  private static boolean nativeAlone(byte[] key, byte[] message, byte[] signature)
      throws Exception {
    byte[] encoded = Arrays.copyOf(HexFormat.of().parseHex("302a300506032b6570032100"), 44);
    System.arraycopy(key, 0, encoded, 12, 32);
    Provider conscrypt = Conscrypt.newProvider();
    Signature verifier = Signature.getInstance("EdDSA", conscrypt);
    verifier.initVerify(
        KeyFactory.getInstance("EdDSA", conscrypt).generatePublic(new X509EncodedKeySpec(encoded)));
    verifier.update(message);
    return verifier.verify(signature);
  }

  private static boolean verify(
      CryptoProvider provider, byte[] key, byte[] message, byte[] signature) {
    return provider.verify(SignatureAlgorithm.ED25519, key, message, signature);
  }

  /** RFC 8032 §5.1.6 with a given R. */
  private static byte[] sign(
      Point r, BigInteger nonce, BigInteger secret, byte[] key, byte[] message) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-512");
    digest.update(r.encoded());
    digest.update(key);
    byte[] hash = digest.digest(message);
    byte[] big = new byte[64];
    for (int i = 0; i < 64; i++) {
      big[i] = hash[63 - i];
    }
    byte[] scalar = little(nonce.add(new BigInteger(1, big).multiply(secret)).mod(L));
    byte[] signature = Arrays.copyOf(r.encoded(), 64);
    System.arraycopy(scalar, 0, signature, 32, 32);
    return signature;
  }
}
