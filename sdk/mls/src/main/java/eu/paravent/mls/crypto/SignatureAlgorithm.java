package eu.paravent.mls.crypto;

/**
 * A signature scheme of RFC 9420 §17.1. Signatures of the ECDSA schemes are in DER, their public
 * keys uncompressed points, their private keys scalars of the order's length, big-endian.
 */
public enum SignatureAlgorithm {
  ECDSA_SECP256R1_SHA256,
  ECDSA_SECP384R1_SHA384,
  ECDSA_SECP521R1_SHA512,
  ED25519,
  ED448
}
