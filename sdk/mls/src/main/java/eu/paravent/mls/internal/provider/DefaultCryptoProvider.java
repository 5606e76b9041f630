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
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Curves from Bouncy Castle's lightweight interface, hashes, HMAC and AES-GCM from the JDK: each
 * where it is fastest. The only place with JCA look-ups.
 */
public final class DefaultCryptoProvider implements CryptoProvider {
  private final Map<KemAlgorithm, Kem> kems = new EnumMap<>(KemAlgorithm.class);
  private final Map<SignatureAlgorithm, Signing> signing = new EnumMap<>(SignatureAlgorithm.class);

  public DefaultCryptoProvider() {
    NistCurve p256 = new NistCurve("P-256", 0xff);
    NistCurve p384 = new NistCurve("P-384", 0xff);
    NistCurve p521 = new NistCurve("P-521", 0x01);
    kem(KemAlgorithm.DHKEM_P256_HKDF_SHA256, HashAlgorithm.SHA256, p256);
    kem(KemAlgorithm.DHKEM_P384_HKDF_SHA384, HashAlgorithm.SHA384, p384);
    kem(KemAlgorithm.DHKEM_P521_HKDF_SHA512, HashAlgorithm.SHA512, p521);
    kem(KemAlgorithm.DHKEM_X25519_HKDF_SHA256, HashAlgorithm.SHA256, MontgomeryGroup.CURVE25519);
    kem(KemAlgorithm.DHKEM_X448_HKDF_SHA512, HashAlgorithm.SHA512, MontgomeryGroup.CURVE448);
    kems.put(KemAlgorithm.MLKEM768_X25519, new XWing());
    signing.put(
        SignatureAlgorithm.ECDSA_SECP256R1_SHA256, new Ecdsa(p256, HashAlgorithm.SHA256, this));
    signing.put(
        SignatureAlgorithm.ECDSA_SECP384R1_SHA384, new Ecdsa(p384, HashAlgorithm.SHA384, this));
    signing.put(
        SignatureAlgorithm.ECDSA_SECP521R1_SHA512, new Ecdsa(p521, HashAlgorithm.SHA512, this));
    signing.put(SignatureAlgorithm.ED25519, new Ed25519Strict());
    signing.put(SignatureAlgorithm.ED448, new Ed448Strict());
  }

  private void kem(KemAlgorithm algorithm, HashAlgorithm hash, DhGroup group) {
    kems.put(algorithm, new DhKem(algorithm, hash, group, this));
  }

  @Override
  public boolean supports(CipherSuite suite) {
    return kems.containsKey(suite.kem()) && signing.containsKey(suite.signature());
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
      case SHA384 -> "SHA-384";
      case SHA512 -> "SHA-512";
    };
  }

  @Override
  public byte[] hmac(HashAlgorithm algorithm, byte[] key, byte[] data) {
    String name =
        switch (algorithm) {
          case SHA256 -> "HmacSHA256";
          case SHA384 -> "HmacSHA384";
          case SHA512 -> "HmacSHA512";
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
    Cipher cipher;
    switch (algorithm) {
      case AES_128_GCM, AES_256_GCM -> {
        cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
            mode,
            new SecretKeySpec(key, "AES"),
            new GCMParameterSpec(8 * algorithm.tagLength(), nonce));
      }
      case CHACHA20_POLY1305 -> {
        cipher = Cipher.getInstance("ChaCha20-Poly1305");
        cipher.init(mode, new SecretKeySpec(key, "ChaCha20"), new IvParameterSpec(nonce));
      }
      default -> throw new DefectException("No such AEAD: " + algorithm, null);
    }
    cipher.updateAAD(aad);
    return cipher;
  }

  @Override
  public SignatureKeyPair signatureKeyPair(SignatureAlgorithm algorithm, byte[] privateKey) {
    return new SignatureKeyPair(
        SecretBytes.copyOf(privateKey), signing(algorithm).publicKey(privateKey));
  }

  @Override
  public byte[] sign(SignatureAlgorithm algorithm, SignatureKeyPair key, byte[] message) {
    return signing(algorithm).sign(key.privateKey().expose(), key.publicKey(), message);
  }

  @Override
  public boolean verify(
      SignatureAlgorithm algorithm, byte[] publicKey, byte[] message, byte[] signature) {
    return signing(algorithm).verify(publicKey, message, signature);
  }

  private Signing signing(SignatureAlgorithm algorithm) {
    return Objects.requireNonNull(signing.get(algorithm), algorithm::name);
  }

  @Override
  public KemKeyPair deriveKeyPair(KemAlgorithm algorithm, byte[] keyMaterial) {
    return kem(algorithm).derive(keyMaterial);
  }

  @Override
  public KemKeyPair kemKeyPair(KemAlgorithm algorithm, byte[] privateKey) throws CryptoException {
    return kem(algorithm).keyPair(privateKey);
  }

  @Override
  public Encapsulated encapsulate(KemAlgorithm algorithm, byte[] publicKey, SecureRandom random)
      throws CryptoException {
    return kem(algorithm).encapsulate(publicKey, random);
  }

  @Override
  public SecretBytes decapsulate(KemAlgorithm algorithm, KemKeyPair key, byte[] encapsulation)
      throws CryptoException {
    return kem(algorithm).decapsulate(key, encapsulation);
  }

  private Kem kem(KemAlgorithm algorithm) {
    return Objects.requireNonNull(kems.get(algorithm), algorithm::name);
  }
}
