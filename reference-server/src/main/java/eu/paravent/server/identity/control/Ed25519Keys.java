package eu.paravent.server.identity.control;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** Ed25519 public keys (RFC 8032) between their raw 32 bytes and the JDK's objects. */
public final class Ed25519Keys {
  /** RFC 8410 §4: the SubjectPublicKeyInfo of every Ed25519 key begins so. */
  private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private static final int LENGTH = 32;

  private Ed25519Keys() {}

  public static PublicKey of(byte[] raw) throws GeneralSecurityException {
    if (raw.length != LENGTH) {
      throw new GeneralSecurityException("An Ed25519 key has " + LENGTH + " bytes");
    }
    byte[] encoded = Arrays.copyOf(PREFIX, PREFIX.length + LENGTH);
    System.arraycopy(raw, 0, encoded, PREFIX.length, LENGTH);
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
  }

  public static byte[] raw(PublicKey key) throws GeneralSecurityException {
    byte[] encoded = key.getEncoded();
    if (encoded == null
        || encoded.length != PREFIX.length + LENGTH
        || !Arrays.equals(encoded, 0, PREFIX.length, PREFIX, 0, PREFIX.length)) {
      throw new GeneralSecurityException("Not an Ed25519 key");
    }
    return Arrays.copyOfRange(encoded, PREFIX.length, encoded.length);
  }

  public static boolean verify(byte[] rawKey, byte[] message, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(of(rawKey));
      verifier.update(message);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
