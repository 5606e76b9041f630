package eu.paravent.mls.internal.provider;

import eu.paravent.mls.DefectException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Provider;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Ed25519 of a native JCA provider, with exactly the verdicts of {@link Ed25519Strict}: what must
 * be refused in any case is refused first, and what the native code refuses is judged again. The
 * second look matters for keys and signatures with a part of small order, made on purpose only:
 * Bouncy Castle multiplies by the cofactor (RFC 8032 §5.1.7), native code does not, so what it
 * accepts Bouncy Castle accepts too, but not the reverse, and members that judge differently would
 * part ways.
 */
final class JcaEd25519 implements Signing {
  private static final String NAME = "EdDSA";
  private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");
  private static final byte[] PKCS8 = HexFormat.of().parseHex("302e020100300506032b657004220420");

  private final Provider provider;
  private final Ed25519Strict strict = new Ed25519Strict();

  /**
   * A signer not in use: to make one takes as long as to sign. It holds the last key, which its
   * client holds anyway for as long as it lives. Concurrent signing makes more, and keeps one.
   */
  private final AtomicReference<Signature> idle = new AtomicReference<>();

  JcaEd25519(Provider provider) {
    this.provider = provider;
  }

  @Override
  public byte[] publicKey(byte[] privateKey) {
    return strict.publicKey(privateKey);
  }

  @Override
  public byte[] sign(byte[] privateKey, byte[] publicKey, byte[] message) {
    byte[] encoded = joined(PKCS8, privateKey);
    try {
      Signature signature = idle.getAndSet(null);
      if (signature == null) {
        signature = Signature.getInstance(NAME, provider);
      }
      signature.initSign(new RawPrivateKey(encoded));
      signature.update(message);
      byte[] signed = signature.sign();
      idle.set(signature);
      return signed;
    } catch (GeneralSecurityException e) {
      throw new DefectException(provider.getName() + " cannot sign with Ed25519", e);
    } finally {
      Arrays.fill(encoded, (byte) 0);
    }
  }

  @Override
  public boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
    return Ed25519Strict.admissible(publicKey, signature)
        && (verifyNatively(publicKey, message, signature)
            || strict.verify(publicKey, message, signature));
  }

  boolean verifyNatively(byte[] publicKey, byte[] message, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance(NAME, provider);
      verifier.initVerify(new RawPublicKey(joined(X509, publicKey)));
      verifier.update(message);
      return verifier.verify(signature);
    } catch (InvalidKeyException | SignatureException e) {
      // no point of the curve, or no signature: the other look decides
      return false;
    } catch (GeneralSecurityException e) {
      throw new DefectException(provider.getName() + " cannot verify Ed25519", e);
    }
  }

  private static byte[] joined(byte[] prefix, byte[] key) {
    byte[] encoded = Arrays.copyOf(prefix, prefix.length + key.length);
    System.arraycopy(key, 0, encoded, prefix.length, key.length);
    return encoded;
  }

  @Override
  public String toString() {
    return "Ed25519 of " + provider.getName() + " " + provider.getVersionStr();
  }
}
