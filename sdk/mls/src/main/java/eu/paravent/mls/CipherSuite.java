package eu.paravent.mls;

import eu.paravent.mls.crypto.AeadAlgorithm;
import eu.paravent.mls.crypto.HashAlgorithm;
import eu.paravent.mls.crypto.KemAlgorithm;
import eu.paravent.mls.crypto.SignatureAlgorithm;
import java.util.Optional;

/**
 * An MLS cipher suite (RFC 9420 §17.1). Immutable data: what a suite consists of, not how it is
 * computed.
 */
public enum CipherSuite {
  /** Suite 0x0001, mandatory to implement: X25519, AES-128-GCM, SHA-256, Ed25519. */
  MLS_128_DHKEMX25519_AES128GCM_SHA256_ED25519(
      0x0001,
      KemAlgorithm.DHKEM_X25519_HKDF_SHA256,
      AeadAlgorithm.AES_128_GCM,
      HashAlgorithm.SHA256,
      SignatureAlgorithm.ED25519),
  /** Suite 0x0002. */
  MLS_128_DHKEMP256_AES128GCM_SHA256_P256(
      0x0002,
      KemAlgorithm.DHKEM_P256_HKDF_SHA256,
      AeadAlgorithm.AES_128_GCM,
      HashAlgorithm.SHA256,
      SignatureAlgorithm.ECDSA_SECP256R1_SHA256),
  /** Suite 0x0003. */
  MLS_128_DHKEMX25519_CHACHA20POLY1305_SHA256_ED25519(
      0x0003,
      KemAlgorithm.DHKEM_X25519_HKDF_SHA256,
      AeadAlgorithm.CHACHA20_POLY1305,
      HashAlgorithm.SHA256,
      SignatureAlgorithm.ED25519),
  /** Suite 0x0004. */
  MLS_256_DHKEMX448_AES256GCM_SHA512_ED448(
      0x0004,
      KemAlgorithm.DHKEM_X448_HKDF_SHA512,
      AeadAlgorithm.AES_256_GCM,
      HashAlgorithm.SHA512,
      SignatureAlgorithm.ED448),
  /** Suite 0x0005. */
  MLS_256_DHKEMP521_AES256GCM_SHA512_P521(
      0x0005,
      KemAlgorithm.DHKEM_P521_HKDF_SHA512,
      AeadAlgorithm.AES_256_GCM,
      HashAlgorithm.SHA512,
      SignatureAlgorithm.ECDSA_SECP521R1_SHA512),
  /** Suite 0x0006. */
  MLS_256_DHKEMX448_CHACHA20POLY1305_SHA512_ED448(
      0x0006,
      KemAlgorithm.DHKEM_X448_HKDF_SHA512,
      AeadAlgorithm.CHACHA20_POLY1305,
      HashAlgorithm.SHA512,
      SignatureAlgorithm.ED448),
  /** Suite 0x0007. */
  MLS_256_DHKEMP384_AES256GCM_SHA384_P384(
      0x0007,
      KemAlgorithm.DHKEM_P384_HKDF_SHA384,
      AeadAlgorithm.AES_256_GCM,
      HashAlgorithm.SHA384,
      SignatureAlgorithm.ECDSA_SECP384R1_SHA384),
  /**
   * Hybrid post-quantum key agreement (draft-ietf-mls-pq-ciphersuites): what is recorded today
   * stays confidential unless both ML-KEM-768 and X25519 break. Signatures are not post-quantum.
   * Under a private-use code point until IANA assigns one, so both sides must run this library.
   */
  MLS_128_MLKEM768X25519_AES256GCM_SHA384_ED25519(
      0xf002,
      KemAlgorithm.MLKEM768_X25519,
      AeadAlgorithm.AES_256_GCM,
      HashAlgorithm.SHA384,
      SignatureAlgorithm.ED25519),
  /**
   * The same with P-256 in place of X25519, for those who may use curves of the NIST only. Signed
   * with Ed25519 (FIPS 186-5 has it), where draft-ietf-mls-pq-ciphersuites has ECDSA: a device
   * needs no second key for it. Under a private-use code point of this library.
   */
  MLS_128_MLKEM768P256_AES256GCM_SHA384_ED25519(
      0xf003,
      KemAlgorithm.MLKEM768_P256,
      AeadAlgorithm.AES_256_GCM,
      HashAlgorithm.SHA384,
      SignatureAlgorithm.ED25519);

  private final int value;
  private final KemAlgorithm kem;
  private final AeadAlgorithm aead;
  private final HashAlgorithm hash;
  private final SignatureAlgorithm signature;

  CipherSuite(
      int value,
      KemAlgorithm kem,
      AeadAlgorithm aead,
      HashAlgorithm hash,
      SignatureAlgorithm signature) {
    this.value = value;
    this.kem = kem;
    this.aead = aead;
    this.hash = hash;
    this.signature = signature;
  }

  /** The suite of a code point, where this library has it. */
  public static Optional<CipherSuite> of(int value) {
    for (CipherSuite suite : values()) {
      if (suite.value == value) {
        return Optional.of(suite);
      }
    }
    return Optional.empty();
  }

  /** The IANA code point, 0 to 65535. */
  public int value() {
    return value;
  }

  public KemAlgorithm kem() {
    return kem;
  }

  public AeadAlgorithm aead() {
    return aead;
  }

  /** Of the hash, the HMAC, and the KDF of both the key schedule and HPKE. */
  public HashAlgorithm hash() {
    return hash;
  }

  public SignatureAlgorithm signature() {
    return signature;
  }
}
