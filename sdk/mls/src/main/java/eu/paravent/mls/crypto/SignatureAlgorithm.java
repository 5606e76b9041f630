package eu.paravent.mls.crypto;

/** A signature scheme of RFC 9420 §17.1. */
public enum SignatureAlgorithm {
  ED25519
}
