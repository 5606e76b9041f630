package eu.paravent.mls.internal.provider;

import eu.paravent.mls.DefectException;
import eu.paravent.mls.crypto.CryptoException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.KeyAgreement;

/**
 * X25519 of a native JCA provider for agreement; public keys are computed by Bouncy Castle, which
 * is faster than a native detour over encodings.
 */
final class JcaX25519 implements DhGroup {
  private static final String NAME = "XDH";
  private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b656e032100");
  private static final byte[] PKCS8 = HexFormat.of().parseHex("302e020100300506032b656e04220420");

  private final Provider provider;
  private final DhGroup rest = MontgomeryGroup.CURVE25519;

  JcaX25519(Provider provider) {
    this.provider = provider;
  }

  @Override
  public int privateKeyLength() {
    return rest.privateKeyLength();
  }

  @Override
  public byte[] derivePrivateKey(Expansion expansion) {
    return rest.derivePrivateKey(expansion);
  }

  @Override
  public byte[] checkedPrivateKey(byte[] privateKey) throws CryptoException {
    return rest.checkedPrivateKey(privateKey);
  }

  @Override
  public byte[] publicKey(byte[] privateKey) {
    return rest.publicKey(privateKey);
  }

  @Override
  public byte[] agree(byte[] privateKey, byte[] publicKey) throws CryptoException {
    if (publicKey.length != rest.privateKeyLength()) {
      throw new CryptoException("A public key of CURVE25519 has 32 bytes");
    }
    byte[] encoded = joined(PKCS8, privateKey);
    try {
      KeyFactory factory = KeyFactory.getInstance(NAME, provider);
      KeyAgreement agreement = KeyAgreement.getInstance(NAME, provider);
      agreement.init(factory.generatePrivate(new PKCS8EncodedKeySpec(encoded)));
      agreement.doPhase(
          factory.generatePublic(new X509EncodedKeySpec(joined(X509, publicKey))), true);
      byte[] agreed = agreement.generateSecret();
      // RFC 9180 §7.1.4: an all-zero result is refused, whether the provider does so or not
      if (allZero(agreed)) {
        throw new CryptoException("A public key of CURVE25519 is of small order");
      }
      return agreed;
    } catch (InvalidKeyException | InvalidKeySpecException | IllegalStateException e) {
      // a provider may refuse what has no good result in whichever of the steps; the other decides
      return rest.agree(privateKey, publicKey);
    } catch (GeneralSecurityException e) {
      throw new DefectException(provider.getName() + " cannot compute X25519", e);
    } finally {
      Arrays.fill(encoded, (byte) 0);
    }
  }

  private static boolean allZero(byte[] bytes) {
    int any = 0;
    for (byte b : bytes) {
      any |= b;
    }
    return any == 0;
  }

  private static byte[] joined(byte[] prefix, byte[] key) {
    byte[] encoded = Arrays.copyOf(prefix, prefix.length + key.length);
    System.arraycopy(key, 0, encoded, prefix.length, key.length);
    return encoded;
  }

  @Override
  public String toString() {
    return "X25519 of " + provider.getName() + " " + provider.getVersionStr();
  }
}
