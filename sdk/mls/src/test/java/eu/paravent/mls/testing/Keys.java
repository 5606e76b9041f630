package eu.paravent.mls.testing;

import eu.paravent.mls.crypto.SignatureAlgorithm;
import java.security.SecureRandom;

/** Signature keys for tests. */
public final class Keys {
  private Keys() {}

  /** A raw private key. */
  public static byte[] fresh(SignatureAlgorithm algorithm) {
    int length =
        switch (algorithm) {
          case ECDSA_SECP256R1_SHA256, ED25519 -> 32;
          case ECDSA_SECP384R1_SHA384 -> 48;
          case ECDSA_SECP521R1_SHA512 -> 66;
          case ED448 -> 57;
        };
    byte[] key = new byte[length];
    new SecureRandom().nextBytes(key);
    // below the order of any curve
    key[0] = 0;
    return key;
  }
}
