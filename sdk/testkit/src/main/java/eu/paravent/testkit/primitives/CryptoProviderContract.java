package eu.paravent.testkit.primitives;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import eu.paravent.mls.CipherSuite;
import eu.paravent.mls.crypto.AeadAlgorithm;
import eu.paravent.mls.crypto.CryptoException;
import eu.paravent.mls.crypto.CryptoProvider;
import eu.paravent.mls.crypto.CryptoProviders;
import eu.paravent.mls.crypto.HashAlgorithm;
import eu.paravent.mls.crypto.KemAlgorithm;
import eu.paravent.mls.crypto.KemKeyPair;
import eu.paravent.mls.crypto.SignatureAlgorithm;
import eu.paravent.mls.crypto.SignatureKeyPair;
import eu.paravent.testkit.primitives.PrimitiveVectors.Case;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every algorithm of every suite that the provider says it supports: published vectors, what must
 * be refused, and agreement with the library's own provider on random input. The provider under
 * test and the library's must be able to talk, so both directions are tried.
 */
public abstract class CryptoProviderContract {
  private static final byte[] NONE = new byte[0];
  private static final int ROUNDS = 50;

  /** {@code L}, the order of the base point of Ed25519 (RFC 8032 §5.1). */
  private static final BigInteger ORDER =
      BigInteger.ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));

  /** Encodings of the points of Ed25519 with a small order, some with the other sign bit. */
  private static final List<String> SMALL_ORDER =
      List.of(
          "0000000000000000000000000000000000000000000000000000000000000000",
          "0000000000000000000000000000000000000000000000000000000000000080",
          "0100000000000000000000000000000000000000000000000000000000000000",
          "0100000000000000000000000000000000000000000000000000000000000080",
          "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
          "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
          "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
          "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
          "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa");

  private final CryptoProvider own = CryptoProviders.pureJava();
  private final SecureRandom random = new SecureRandom();
  private final PrimitiveVectors vectors = new PrimitiveVectors();

  /** What is to be tested; asked for in each test. */
  protected abstract CryptoProvider provider();

  // ---- which algorithms

  private <T> Set<T> supported(Function<CipherSuite, T> part) {
    Set<T> parts = new LinkedHashSet<>();
    Stream.of(CipherSuite.values()).filter(provider()::supports).map(part).forEach(parts::add);
    return parts;
  }

  private boolean lacks(SignatureAlgorithm algorithm) {
    return !supported(CipherSuite::signature).contains(algorithm);
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private SignatureKeyPair signer(SignatureAlgorithm algorithm) {
    int length =
        switch (algorithm) {
          case ECDSA_SECP256R1_SHA256, ED25519 -> 32;
          case ECDSA_SECP384R1_SHA384 -> 48;
          case ECDSA_SECP521R1_SHA512 -> 66;
          case ED448 -> 57;
        };
    byte[] key = bytes(length);
    // below the order of every curve
    key[0] = 0;
    return provider().signatureKeyPair(algorithm, key);
  }

  // ---- published vectors

  @Test
  void supportsTheSuiteThatIsMandatory() {
    assertTrue(provider().supports(CipherSuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_ED25519));
  }

  @Test
  void hashesAsPublished() {
    for (Case c : vectors.of("hash")) {
      assertArrayEquals(
          c.hex("digest"), provider().hash(c.algorithm(HashAlgorithm.class), c.hex("data")));
    }
  }

  @Test
  void authenticatesAsPublished() {
    for (Case c : vectors.of("hmac")) {
      assertArrayEquals(
          c.hex("tag"),
          provider().hmac(c.algorithm(HashAlgorithm.class), c.hex("key"), c.hex("data")));
    }
  }

  @Test
  void encryptsAsPublished() throws Exception {
    for (Case c : vectors.of("aead")) {
      AeadAlgorithm algorithm = c.algorithm(AeadAlgorithm.class);
      byte[] key = c.hex("key");
      byte[] nonce = c.hex("nonce");
      assertArrayEquals(
          c.hex("ciphertext"),
          provider().seal(algorithm, key, nonce, c.hex("aad"), c.hex("plaintext")));
      assertArrayEquals(
          c.hex("plaintext"),
          provider().open(algorithm, key, nonce, c.hex("aad"), c.hex("ciphertext")));
    }
  }

  @Test
  void signsAsPublished() {
    signsAsPublished("ed25519", SignatureAlgorithm.ED25519);
    signsAsPublished("ed448", SignatureAlgorithm.ED448);
  }

  private void signsAsPublished(String name, SignatureAlgorithm algorithm) {
    for (Case c : lacks(algorithm) ? List.<Case>of() : vectors.of(name)) {
      SignatureKeyPair key = provider().signatureKeyPair(algorithm, c.hex("seed"));
      assertArrayEquals(c.hex("publicKey"), key.publicKey());
      assertArrayEquals(c.hex("signature"), provider().sign(algorithm, key, c.hex("message")));
      assertTrue(
          provider().verify(algorithm, c.hex("publicKey"), c.hex("message"), c.hex("signature")));
    }
  }

  @Test
  void derivesAndDecapsulatesAsPublished() throws Exception {
    for (Case c : vectors.of("kem")) {
      KemAlgorithm algorithm = c.algorithm(KemAlgorithm.class);
      if (supported(CipherSuite::kem).contains(algorithm)) {
        KemKeyPair key = provider().deriveKeyPair(algorithm, c.hex("ikmR"));
        assertArrayEquals(c.hex("privateKey"), key.privateKey().expose());
        assertArrayEquals(c.hex("publicKey"), key.publicKey());
        assertArrayEquals(
            c.hex("sharedSecret"), provider().decapsulate(algorithm, key, c.hex("enc")).expose());
      }
    }
    for (Case c : vectors.of("x25519")) {
      assertArrayEquals(
          c.hex("publicKey"),
          provider()
              .kemKeyPair(KemAlgorithm.DHKEM_X25519_HKDF_SHA256, c.hex("privateKey"))
              .publicKey());
    }
  }

  // ---- AEAD

  @Test
  void opensOnlyWhatWasSealed() throws Exception {
    for (AeadAlgorithm algorithm : supported(CipherSuite::aead)) {
      byte[] key = bytes(algorithm.keyLength());
      byte[] nonce = bytes(algorithm.nonceLength());
      byte[] aad = bytes(20);
      byte[] sealed = provider().seal(algorithm, key, nonce, aad, bytes(33));

      for (int i = 0; i < sealed.length; i++) {
        byte[] changed = sealed.clone();
        changed[i] ^= 1;
        refusesToOpen(algorithm, key, nonce, aad, changed);
        refusesToOpen(algorithm, key, nonce, aad, Arrays.copyOf(sealed, i));
      }
      refusesToOpen(algorithm, key, nonce, aad, Arrays.copyOf(sealed, sealed.length + 1));
      refusesToOpen(algorithm, key, nonce, NONE, sealed);
      refusesToOpen(algorithm, key, bytes(algorithm.nonceLength()), aad, sealed);
      refusesToOpen(algorithm, bytes(algorithm.keyLength()), nonce, aad, sealed);
      assertEquals(33, provider().open(algorithm, key, nonce, aad, sealed).length);
    }
  }

  private void refusesToOpen(
      AeadAlgorithm algorithm, byte[] key, byte[] nonce, byte[] aad, byte[] ciphertext) {
    assertThrows(
        CryptoException.class, () -> provider().open(algorithm, key, nonce, aad, ciphertext));
  }

  /** A kept cipher object may object to it; a call knows nothing of earlier ones. */
  @Test
  void sealsTheSameTwice() {
    for (AeadAlgorithm algorithm : supported(CipherSuite::aead)) {
      byte[] key = bytes(algorithm.keyLength());
      byte[] nonce = bytes(algorithm.nonceLength());
      assertArrayEquals(
          provider().seal(algorithm, key, nonce, NONE, new byte[9]),
          provider().seal(algorithm, key, nonce, NONE, new byte[9]));
    }
  }

  // ---- signatures

  @Test
  void verifiesOnlyTheSignatureOfTheKeyAndTheMessage() {
    for (SignatureAlgorithm algorithm : supported(CipherSuite::signature)) {
      SignatureKeyPair key = signer(algorithm);
      byte[] message = bytes(40);
      byte[] signature = provider().sign(algorithm, key, message);

      assertTrue(provider().verify(algorithm, key.publicKey(), message, signature));
      refuses(algorithm, key.publicKey(), NONE, signature);
      refuses(algorithm, signer(algorithm).publicKey(), message, signature);
      refuses(algorithm, NONE, message, signature);
      refuses(algorithm, Arrays.copyOf(key.publicKey(), 31), message, signature);
      refuses(algorithm, key.publicKey(), message, Arrays.copyOf(signature, signature.length + 1));
      for (int i = 0; i < signature.length; i++) {
        byte[] changed = signature.clone();
        changed[i] ^= 1;
        refuses(algorithm, key.publicKey(), message, changed);
        refuses(algorithm, key.publicKey(), message, Arrays.copyOf(signature, i));
      }
    }
  }

  private void refuses(
      SignatureAlgorithm algorithm, byte[] publicKey, byte[] message, byte[] signature) {
    assertFalse(provider().verify(algorithm, publicKey, message, signature));
  }

  @Test
  void refusesPrivateKeysOfAnotherLength() {
    for (SignatureAlgorithm algorithm : supported(CipherSuite::signature)) {
      assertThrows(
          IllegalArgumentException.class,
          () -> provider().signatureKeyPair(algorithm, new byte[67]));
    }
  }

  /** With such a key, or such an R, one signature fits many messages. */
  @Test
  void refusesPointsOfSmallOrder() {
    SignatureKeyPair key = signer(SignatureAlgorithm.ED25519);
    for (String point : SMALL_ORDER) {
      byte[] small = HexFormat.of().parseHex(point);
      for (String r : SMALL_ORDER) {
        byte[] signature = Arrays.copyOf(HexFormat.of().parseHex(r), 64);
        for (byte i = 0; i < 8; i++) {
          refuses(SignatureAlgorithm.ED25519, small, new byte[] {i}, signature);
        }
      }
      byte[] replaced = provider().sign(SignatureAlgorithm.ED25519, key, NONE);
      System.arraycopy(small, 0, replaced, 0, 32);
      refuses(SignatureAlgorithm.ED25519, key.publicKey(), NONE, replaced);
    }
  }

  /** RFC 8032 §8.4: S and S + L would be two signatures of one message. */
  @Test
  void refusesAScalarThatIsNotReduced() {
    SignatureKeyPair key = signer(SignatureAlgorithm.ED25519);
    byte[] signature = provider().sign(SignatureAlgorithm.ED25519, key, NONE);
    BigInteger scalar = new BigInteger(1, reversed(Arrays.copyOfRange(signature, 32, 64)));
    for (int times = 1; times <= 15; times++) {
      BigInteger sum = scalar.add(ORDER.multiply(BigInteger.valueOf(times)));
      if (sum.bitLength() <= 256) {
        byte[] malleable = signature.clone();
        byte[] big = sum.toByteArray();
        byte[] fixed = new byte[32];
        int count = Math.min(32, big.length);
        System.arraycopy(big, big.length - count, fixed, 32 - count, count);
        System.arraycopy(reversed(fixed), 0, malleable, 32, 32);
        refuses(SignatureAlgorithm.ED25519, key.publicKey(), NONE, malleable);
      }
    }
  }

  /** RFC 8032 §5.1.3: y of 2^255 - 19 and more is no encoding, also where it decodes modulo p. */
  @Test
  void refusesKeysThatAreNotCanonical() {
    byte[] signature =
        provider().sign(SignatureAlgorithm.ED25519, signer(SignatureAlgorithm.ED25519), NONE);
    for (int low = 0xed; low <= 0xff; low++) {
      for (int sign : new int[] {0x7f, 0xff}) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) 0xff);
        key[0] = (byte) low;
        key[31] = (byte) sign;
        refuses(SignatureAlgorithm.ED25519, key, NONE, signature);
      }
    }
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] out = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      out[i] = bytes[bytes.length - 1 - i];
    }
    return out;
  }

  // ---- key encapsulation

  @Test
  void refusesPublicKeysThatAreNone() {
    for (KemAlgorithm algorithm : supported(CipherSuite::kem)) {
      byte[] right = provider().deriveKeyPair(algorithm, bytes(64)).publicKey();
      refused(algorithm, NONE);
      refused(algorithm, Arrays.copyOf(right, right.length - 1));
      refused(algorithm, Arrays.copyOf(right, right.length + 1));
      if (right[0] == 4 && algorithm.name().contains("DHKEM_P")) {
        byte[] beside = right.clone();
        beside[right.length - 1] ^= 1;
        refused(algorithm, beside);
        refused(algorithm, new byte[right.length]);
      }
    }
  }

  /** RFC 9180 §7.1.4. */
  @Test
  void refusesAnAllZeroSecret() {
    for (String point :
        List.of(
            "0000000000000000000000000000000000000000000000000000000000000000",
            "0100000000000000000000000000000000000000000000000000000000000000",
            "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
            "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "0000000000000000000000000000000000000000000000000000000000000080")) {
      refused(KemAlgorithm.DHKEM_X25519_HKDF_SHA256, HexFormat.of().parseHex(point));
    }
    if (supported(CipherSuite::kem).contains(KemAlgorithm.DHKEM_X448_HKDF_SHA512)) {
      refused(KemAlgorithm.DHKEM_X448_HKDF_SHA512, new byte[56]);
    }
  }

  private void refused(KemAlgorithm algorithm, byte[] publicKey) {
    assertThrows(CryptoException.class, () -> provider().encapsulate(algorithm, publicKey, random));
    KemKeyPair key = provider().deriveKeyPair(algorithm, bytes(64));
    assertThrows(CryptoException.class, () -> provider().decapsulate(algorithm, key, publicKey));
  }

  @Test
  void refusesKemPrivateKeysOfAnotherLength() {
    for (KemAlgorithm algorithm : supported(CipherSuite::kem)) {
      assertThrows(CryptoException.class, () -> provider().kemKeyPair(algorithm, new byte[67]));
      assertThrows(CryptoException.class, () -> provider().kemKeyPair(algorithm, NONE));
    }
  }

  // ---- agreement with the library's own provider

  @Test
  void agreesOnHashesAndCiphertexts() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      byte[] data = bytes(random.nextInt(300));
      for (HashAlgorithm algorithm : supported(CipherSuite::hash)) {
        byte[] key = bytes(random.nextInt(200));
        assertArrayEquals(own.hash(algorithm, data), provider().hash(algorithm, data));
        assertArrayEquals(own.hmac(algorithm, key, data), provider().hmac(algorithm, key, data));
      }
      for (AeadAlgorithm algorithm : supported(CipherSuite::aead)) {
        byte[] key = bytes(algorithm.keyLength());
        byte[] nonce = bytes(algorithm.nonceLength());
        byte[] aad = bytes(random.nextInt(100));
        byte[] sealed = provider().seal(algorithm, key, nonce, aad, data);
        assertArrayEquals(own.seal(algorithm, key, nonce, aad, data), sealed);
        assertArrayEquals(data, provider().open(algorithm, key, nonce, aad, sealed));
      }
    }
  }

  @Test
  void agreesOnSignatures() {
    for (SignatureAlgorithm algorithm : supported(CipherSuite::signature)) {
      for (int round = 0; round < ROUNDS; round++) {
        SignatureKeyPair key = signer(algorithm);
        byte[] message = bytes(random.nextInt(300));
        byte[] theirs = provider().sign(algorithm, key, message);

        assertArrayEquals(
            own.signatureKeyPair(algorithm, key.privateKey().expose()).publicKey(),
            key.publicKey());
        assertTrue(own.verify(algorithm, key.publicKey(), message, theirs));
        byte[] ours = own.sign(algorithm, key, message);
        assertTrue(provider().verify(algorithm, key.publicKey(), message, ours));
      }
    }
  }

  /** Keys and signatures with a changed bit, random ones, and ones put together from others. */
  @Test
  void judgesWrongSignaturesAlike() {
    SignatureAlgorithm algorithm = SignatureAlgorithm.ED25519;
    for (int round = 0; round < 8 * ROUNDS; round++) {
      SignatureKeyPair key = signer(algorithm);
      byte[] message = bytes(20);
      byte[] publicKey = key.publicKey().clone();
      byte[] signature = own.sign(algorithm, key, message);
      switch (round % 4) {
        case 0 -> publicKey[random.nextInt(32)] ^= (byte) (1 << random.nextInt(8));
        case 1 -> signature[random.nextInt(64)] ^= (byte) (1 << random.nextInt(8));
        case 2 -> publicKey = bytes(32);
        default -> System.arraycopy(bytes(32), 0, signature, 0, 32);
      }
      assertEquals(
          own.verify(algorithm, publicKey, message, signature),
          provider().verify(algorithm, publicKey, message, signature),
          "key "
              + HexFormat.of().formatHex(publicKey)
              + ", signature "
              + HexFormat.of().formatHex(signature));
    }
  }

  @Test
  void agreesOnSharedSecrets() throws Exception {
    for (KemAlgorithm algorithm : supported(CipherSuite::kem)) {
      for (int round = 0; round < ROUNDS; round++) {
        byte[] material = bytes(64);
        KemKeyPair theirs = provider().deriveKeyPair(algorithm, material);
        KemKeyPair ours = own.deriveKeyPair(algorithm, material);
        assertArrayEquals(ours.publicKey(), theirs.publicKey());

        var there = own.encapsulate(algorithm, ours.publicKey(), random);
        assertEquals(
            there.sharedSecret(), provider().decapsulate(algorithm, theirs, there.encapsulation()));
        var back = provider().encapsulate(algorithm, ours.publicKey(), random);
        assertEquals(back.sharedSecret(), own.decapsulate(algorithm, ours, back.encapsulation()));
        assertEquals(algorithm.secretLength(), back.sharedSecret().length());
      }
    }
  }

  /** RFC 7748 §5: any 32 bytes are a u-coordinate, the highest bit does not count. */
  @Test
  void agreesOnAnyX25519PublicKey() throws Exception {
    KemAlgorithm algorithm = KemAlgorithm.DHKEM_X25519_HKDF_SHA256;
    KemKeyPair key = own.deriveKeyPair(algorithm, bytes(32));
    for (int round = 0; round < 4 * ROUNDS; round++) {
      byte[] any = bytes(32);
      assertEquals(
          own.decapsulate(algorithm, key, any), provider().decapsulate(algorithm, key, any));
    }
  }

  // ---- manners

  @Test
  void leavesItsArgumentsAlone() throws Exception {
    SignatureKeyPair key = signer(SignatureAlgorithm.ED25519);
    byte[] seed = key.privateKey().expose().clone();
    byte[] message = bytes(50);
    byte[] before = message.clone();
    byte[] signature = provider().sign(SignatureAlgorithm.ED25519, key, message);
    byte[] signed = signature.clone();
    provider().verify(SignatureAlgorithm.ED25519, key.publicKey(), message, signature);
    byte[] aes = bytes(16);
    byte[] aesBefore = aes.clone();
    provider().seal(AeadAlgorithm.AES_128_GCM, aes, new byte[12], message, message);
    provider().hmac(HashAlgorithm.SHA256, aes, message);
    KemKeyPair kem = provider().deriveKeyPair(KemAlgorithm.DHKEM_X25519_HKDF_SHA256, message);
    byte[] scalar = kem.privateKey().expose().clone();
    provider().decapsulate(KemAlgorithm.DHKEM_X25519_HKDF_SHA256, kem, kem.publicKey());

    assertArrayEquals(seed, key.privateKey().expose());
    assertArrayEquals(before, message);
    assertArrayEquals(signed, signature);
    assertArrayEquals(aesBefore, aes);
    assertArrayEquals(scalar, kem.privateKey().expose());
    assertNotNull(provider().toString());
  }

  @Test
  void servesManyThreadsAtOnce() throws Exception {
    CryptoProvider provider = provider();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Boolean>> all = new ArrayList<>();
      IntStream.range(0, 8).forEach(i -> all.add(threads.submit(() -> works(provider))));
      for (Future<Boolean> each : all) {
        assertTrue(each.get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private boolean works(CryptoProvider provider) throws CryptoException {
    for (int round = 0; round < 4 * ROUNDS; round++) {
      SignatureKeyPair key = signer(SignatureAlgorithm.ED25519);
      byte[] message = bytes(100);
      byte[] signature = provider.sign(SignatureAlgorithm.ED25519, key, message);
      byte[] aes = bytes(16);
      byte[] sealed = provider.seal(AeadAlgorithm.AES_128_GCM, aes, new byte[12], NONE, message);
      byte[] opened = provider.open(AeadAlgorithm.AES_128_GCM, aes, new byte[12], NONE, sealed);
      if (!own.verify(SignatureAlgorithm.ED25519, key.publicKey(), message, signature)
          || !Arrays.equals(message, opened)) {
        return false;
      }
    }
    return true;
  }
}
