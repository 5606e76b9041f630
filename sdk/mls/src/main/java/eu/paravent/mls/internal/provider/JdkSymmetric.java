package eu.paravent.mls.internal.provider;

import eu.paravent.mls.DefectException;
import eu.paravent.mls.crypto.AeadAlgorithm;
import eu.paravent.mls.crypto.CryptoException;
import eu.paravent.mls.crypto.HashAlgorithm;
import eu.paravent.mls.crypto.SymmetricPrimitives;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Hashes and AEAD of the Java runtime, HMAC over its hashes. Digests and ciphers are made for every
 * call and not reused: measured, a look-up costs 0.02 and 0.3 microseconds, and a kept object would
 * keep the last key. HMAC is computed here for the same two reasons: it takes half of the time of
 * the JDK's with its keys and look-ups.
 */
final class JdkSymmetric implements SymmetricPrimitives {
  private static final byte INNER = 0x36, OUTER = 0x5c;

  private final @Nullable Provider aesGcm;

  /** All from the runtime's providers, in the order of its configuration. */
  JdkSymmetric() {
    aesGcm = null;
  }

  /** As above, but AES-GCM from this provider. */
  JdkSymmetric(Provider aesGcm) {
    this.aesGcm = aesGcm;
  }

  @Override
  public byte[] hash(HashAlgorithm algorithm, byte[] data) {
    return digest(algorithm).digest(data);
  }

  private static MessageDigest digest(HashAlgorithm algorithm) {
    String name =
        switch (algorithm) {
          case SHA256 -> "SHA-256";
          case SHA384 -> "SHA-384";
          case SHA512 -> "SHA-512";
        };
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new DefectException("This Java runtime lacks " + name, e);
    }
  }

  @Override
  public byte[] hmac(HashAlgorithm algorithm, byte[] key, byte[] data) {
    MessageDigest digest = digest(algorithm);
    // RFC 2104 §2: B is the block of the hash, 64 or 128 bytes; longer keys are hashed first
    byte[] pad = new byte[algorithm == HashAlgorithm.SHA256 ? 64 : 128];
    byte[] used = key.length > pad.length ? digest.digest(key) : key;
    Arrays.fill(pad, INNER);
    for (int i = 0; i < used.length; i++) {
      pad[i] ^= used[i];
    }
    digest.update(pad);
    byte[] inner = digest.digest(data);
    for (int i = 0; i < pad.length; i++) {
      pad[i] ^= INNER ^ OUTER;
    }
    digest.update(pad);
    Arrays.fill(pad, (byte) 0);
    return digest.digest(inner);
  }

  @Override
  public byte[] seal(
      AeadAlgorithm algorithm, byte[] key, byte[] nonce, byte[] aad, byte[] plaintext) {
    try {
      return aead(algorithm, Cipher.ENCRYPT_MODE, key, nonce, aad).doFinal(plaintext);
    } catch (GeneralSecurityException e) {
      throw new DefectException("This Java runtime cannot encrypt with " + algorithm, e);
    }
  }

  @Override
  public byte[] open(
      AeadAlgorithm algorithm, byte[] key, byte[] nonce, byte[] aad, byte[] ciphertext)
      throws CryptoException {
    if (ciphertext.length < algorithm.tagLength()) {
      throw new CryptoException("The ciphertext is shorter than its tag");
    }
    try {
      return aead(algorithm, Cipher.DECRYPT_MODE, key, nonce, aad).doFinal(ciphertext);
    } catch (AEADBadTagException e) {
      throw new CryptoException("The ciphertext does not verify");
    } catch (GeneralSecurityException e) {
      throw new DefectException("This Java runtime cannot decrypt with " + algorithm, e);
    }
  }

  private Cipher aead(AeadAlgorithm algorithm, int mode, byte[] key, byte[] nonce, byte[] aad)
      throws GeneralSecurityException {
    if (key.length != algorithm.keyLength() || nonce.length != algorithm.nonceLength()) {
      throw new DefectException("Wrong key or nonce length for " + algorithm, null);
    }
    Cipher cipher;
    if (algorithm == AeadAlgorithm.CHACHA20_POLY1305) {
      cipher = Cipher.getInstance("ChaCha20-Poly1305");
      cipher.init(mode, new SecretKeySpec(key, "ChaCha20"), new IvParameterSpec(nonce));
    } else {
      String name = "AES/GCM/NoPadding";
      cipher = aesGcm == null ? Cipher.getInstance(name) : Cipher.getInstance(name, aesGcm);
      cipher.init(
          mode,
          new SecretKeySpec(key, "AES"),
          new GCMParameterSpec(8 * algorithm.tagLength(), nonce));
    }
    cipher.updateAAD(aad);
    return cipher;
  }

  @Override
  public String toString() {
    return "AES-GCM of " + (aesGcm == null ? "the Java runtime" : aesGcm.getName());
  }
}
