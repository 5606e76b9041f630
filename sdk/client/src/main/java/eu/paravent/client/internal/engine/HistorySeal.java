package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.internal.cbor.Cbor;
import eu.paravent.mls.crypto.AeadAlgorithm;
import eu.paravent.mls.crypto.CryptoException;
import eu.paravent.mls.crypto.CryptoProvider;
import eu.paravent.mls.crypto.CryptoProviders;
import eu.paravent.mls.crypto.HashAlgorithm;
import eu.paravent.mls.crypto.KemAlgorithm;
import eu.paravent.mls.crypto.KemKeyPair;
import eu.paravent.mls.crypto.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/**
 * Seals to the key of one request, for the device that asked: the hybrid key encapsulation that
 * conversations use, then AES-256-GCM. Inside a message of the group, so that neither the server
 * nor the group's other members read it; what the group authenticates, both devices, goes into the
 * key. A key is used once, for it comes of a fresh encapsulation.
 */
final class HistorySeal {
  private static final KemAlgorithm KEM = KemAlgorithm.MLKEM768_X25519;
  private static final byte[] LABEL = "paravent history 1".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] CODE = "paravent history code 1".getBytes(StandardCharsets.US_ASCII);
  private static final int SEED = 32, NONCE = 12, GROUPS = 6, ROUNDS = 5200;

  private HistorySeal() {}

  record Sealed(byte[] encapsulation, byte[] ciphertext) {}

  /** What a sealed answer belongs to. */
  record Context(ConversationId conversation, byte[] request, String asker, String giver) {
    private byte[] bytes(byte[] publicKey) {
      return Cbor.array(
              Cbor.bytes(LABEL),
              Cbor.text(conversation.value()),
              Cbor.bytes(request),
              Cbor.text(asker),
              Cbor.text(giver),
              Cbor.bytes(Hashes.sha256(publicKey)))
          .encode();
    }
  }

  static byte[] newSeed(SecureRandom random) {
    byte[] seed = new byte[SEED];
    random.nextBytes(seed);
    return seed;
  }

  static byte[] publicKey(byte[] seed) {
    return CryptoProviders.best().deriveKeyPair(KEM, seed).publicKey().clone();
  }

  /**
   * @return empty where the public key is none
   */
  static Optional<Sealed> seal(
      byte[] publicKey, Context context, byte[] plaintext, SecureRandom random) {
    CryptoProvider crypto = CryptoProviders.best();
    try {
      CryptoProvider.Encapsulated fresh = crypto.encapsulate(KEM, publicKey, random);
      byte[] bound = context.bytes(publicKey);
      byte[] key = key(crypto, fresh.sharedSecret(), bound);
      byte[] ciphertext =
          crypto.seal(AeadAlgorithm.AES_256_GCM, key, new byte[NONCE], bound, plaintext);
      Arrays.fill(key, (byte) 0);
      return Optional.of(new Sealed(fresh.encapsulation(), ciphertext));
    } catch (CryptoException e) {
      return Optional.empty();
    }
  }

  /**
   * @return empty where it was not sealed to this key for this
   */
  static Optional<byte[]> open(byte[] seed, Context context, Sealed sealed) {
    CryptoProvider crypto = CryptoProviders.best();
    try {
      KemKeyPair pair = crypto.deriveKeyPair(KEM, seed);
      byte[] bound = context.bytes(pair.publicKey());
      byte[] key = key(crypto, crypto.decapsulate(KEM, pair, sealed.encapsulation()), bound);
      byte[] plaintext =
          crypto.open(AeadAlgorithm.AES_256_GCM, key, new byte[NONCE], bound, sealed.ciphertext());
      Arrays.fill(key, (byte) 0);
      return Optional.of(plaintext);
    } catch (CryptoException e) {
      return Optional.empty();
    }
  }

  private static byte[] key(CryptoProvider crypto, SecretBytes shared, byte[] bound) {
    try (shared) {
      return crypto.hmac(HashAlgorithm.SHA256, shared.expose(), bound);
    }
  }

  /** For people to compare: over the device that asks and the key that it asks with. */
  static String code(String device, byte[] publicKey) {
    byte[] hash =
        Hashes.sha256(CODE, Hashes.sha256(device.getBytes(StandardCharsets.UTF_8)), publicKey);
    for (int round = 0; round < ROUNDS; round++) {
      hash = Hashes.sha256(hash, publicKey);
    }
    StringBuilder code = new StringBuilder();
    for (int group = 0; group < GROUPS; group++) {
      int at = group * 5;
      long number = 0;
      for (int octet = 0; octet < 5; octet++) {
        number = number << 8 | hash[at + octet] & 0xff;
      }
      String digits = Long.toString(number % 10_000);
      code.append(group == 0 ? "" : " ").append("0".repeat(4 - digits.length())).append(digits);
    }
    return code.toString();
  }
}
