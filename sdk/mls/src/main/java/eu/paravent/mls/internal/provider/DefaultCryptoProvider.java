package eu.paravent.mls.internal.provider;

import eu.paravent.mls.CipherSuite;
import eu.paravent.mls.DefectException;
import eu.paravent.mls.crypto.AeadAlgorithm;
import eu.paravent.mls.crypto.CryptoException;
import eu.paravent.mls.crypto.CryptoProvider;
import eu.paravent.mls.crypto.HashAlgorithm;
import eu.paravent.mls.crypto.KemAlgorithm;
import eu.paravent.mls.crypto.KemKeyPair;
import eu.paravent.mls.crypto.SecretBytes;
import eu.paravent.mls.crypto.SignatureAlgorithm;
import eu.paravent.mls.crypto.SignatureKeyPair;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Curves from Bouncy Castle's lightweight interface, hashes, HMAC and AES-GCM from the JDK: each
 * where it is fastest. The only place with JCA look-ups.
 */
public final class DefaultCryptoProvider implements CryptoProvider {
  private final X25519Kem x25519 = new X25519Kem(this);

  @Override
  public boolean supports(CipherSuite suite) {
    return suite == CipherSuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_ED25519;
  }

  @Override
  public byte[] hash(HashAlgorithm algorithm, byte[] data) {
    try {
      return MessageDigest.getInstance(digest(algorithm)).digest(data);
    } catch (NoSuchAlgorithmException e) {
      throw new DefectException("This Java runtime lacks " + digest(algorithm), e);
    }
  }

  private static String digest(HashAlgorithm algorithm) {
    return switch (algorithm) {
      case SHA256 -> "SHA-256";
    };
  }

  @Override
  public byte[] hmac(HashAlgorithm algorithm, byte[] key, byte[] data) {
    String name =
        switch (algorithm) {
          case SHA256 -> "HmacSHA256";
        };
    try {
      Mac mac = Mac.getInstance(name);
      // the JDK refuses empty keys; RFC 2104 pads with zeros, so one zero byte is the same key
      mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, name));
      return mac.doFinal(data);
    } catch (GeneralSecurityException e) {
      throw new DefectException("This Java runtime cannot compute " + name, e);
    }
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

  private static Cipher aead(
      AeadAlgorithm algorithm, int mode, byte[] key, byte[] nonce, byte[] aad)
      throws GeneralSecurityException {
    if (key.length != algorithm.keyLength() || nonce.length != algorithm.nonceLength()) {
      throw new DefectException("Wrong key or nonce length for " + algorithm, null);
    }
    Cipher cipher =
        switch (algorithm) {
          case AES_128_GCM -> Cipher.getInstance("AES/GCM/NoPadding");
        };
    cipher.init(
        mode,
        new SecretKeySpec(key, "AES"),
        new GCMParameterSpec(8 * algorithm.tagLength(), nonce));
    cipher.updateAAD(aad);
    return cipher;
  }

  @Override
  public SignatureKeyPair signatureKeyPair(SignatureAlgorithm algorithm, byte[] privateKey) {
    return switch (algorithm) {
      case ED25519 ->
          new SignatureKeyPair(SecretBytes.copyOf(privateKey), Ed25519Strict.publicKey(privateKey));
    };
  }

  @Override
  public byte[] sign(SignatureAlgorithm algorithm, SignatureKeyPair key, byte[] message) {
    return switch (algorithm) {
      case ED25519 -> Ed25519Strict.sign(key.privateKey().expose(), key.publicKey(), message);
    };
  }

  @Override
  public boolean verify(
      SignatureAlgorithm algorithm, byte[] publicKey, byte[] message, byte[] signature) {
    return switch (algorithm) {
      case ED25519 -> Ed25519Strict.verify(publicKey, message, signature);
    };
  }

  @Override
  public KemKeyPair deriveKeyPair(KemAlgorithm algorithm, byte[] keyMaterial) {
    return switch (algorithm) {
      case DHKEM_X25519_HKDF_SHA256 -> x25519.derive(keyMaterial);
    };
  }

  @Override
  public KemKeyPair kemKeyPair(KemAlgorithm algorithm, byte[] privateKey) throws CryptoException {
    return switch (algorithm) {
      case DHKEM_X25519_HKDF_SHA256 -> x25519.keyPair(privateKey);
    };
  }

  @Override
  public Encapsulated encapsulate(KemAlgorithm algorithm, byte[] publicKey, SecureRandom random)
      throws CryptoException {
    return switch (algorithm) {
      case DHKEM_X25519_HKDF_SHA256 -> x25519.encapsulate(publicKey, random);
    };
  }

  @Override
  public SecretBytes decapsulate(KemAlgorithm algorithm, KemKeyPair key, byte[] encapsulation)
      throws CryptoException {
    return switch (algorithm) {
      case DHKEM_X25519_HKDF_SHA256 -> x25519.decapsulate(key, encapsulation);
    };
  }
}
