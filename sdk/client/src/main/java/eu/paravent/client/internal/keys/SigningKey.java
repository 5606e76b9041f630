package eu.paravent.client.internal.keys;

import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * An Ed25519 key pair (RFC 8032). {@code toString} shows nothing of it. Thread-safe until it is
 * closed.
 */
public final class SigningKey implements AutoCloseable {
  private final byte[] seed;
  private final byte[] publicKey;

  private SigningKey(byte[] seed) {
    this.seed = seed;
    this.publicKey = new Ed25519PrivateKeyParameters(seed, 0).generatePublicKey().getEncoded();
  }

  public static SigningKey generate(SecureRandom random) {
    byte[] seed = new byte[Ed25519.SECRET_KEY_SIZE];
    random.nextBytes(seed);
    return new SigningKey(seed);
  }

  /**
   * @param seed 32 bytes; copied
   */
  public static SigningKey ofSeed(byte[] seed) {
    if (seed.length != Ed25519.SECRET_KEY_SIZE) {
      throw new IllegalArgumentException("An Ed25519 seed has 32 bytes");
    }
    return new SigningKey(seed.clone());
  }

  /** A copy of the secret, for the sealed store and the MLS core only. */
  public byte[] insecureSeed() {
    return seed.clone();
  }

  /** Raw, 32 bytes; a copy. */
  public byte[] publicKey() {
    return publicKey.clone();
  }

  public byte[] sign(byte[] message) {
    byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
    Ed25519.sign(seed, 0, message, 0, message.length, signature, 0);
    return signature;
  }

  public static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
    return publicKey.length == Ed25519.PUBLIC_KEY_SIZE
        && signature.length == Ed25519.SIGNATURE_SIZE
        && Ed25519.validatePublicKeyFull(publicKey, 0)
        && Ed25519.verify(signature, 0, publicKey, 0, message, 0, message.length);
  }

  @Override
  public void close() {
    Arrays.fill(seed, (byte) 0);
  }

  @Override
  public String toString() {
    return "SigningKey[secret]";
  }
}
