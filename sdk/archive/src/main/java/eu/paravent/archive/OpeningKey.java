package eu.paravent.archive;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.threshold.ShamirSecretSplitter;
import org.bouncycastle.crypto.threshold.ShamirSplitSecret;
import org.bouncycastle.crypto.threshold.ShamirSplitSecretShare;

/**
 * Opens what a journal sealed. The archivist has only its public half: it writes and cannot read.
 * HPKE (RFC 9180) with HKDF-SHA256, AES-256-GCM and, hybrid, X-Wing (ML-KEM-768 with X25519): what
 * is kept for ten years may be collected today. Keys that were made before are of X25519 alone, and
 * open what they always opened. Shares by Shamir's scheme.
 */
public final class OpeningKey implements AutoCloseable {
  private static final int SEED = 32, PERSONS_MOST = 100;
  private static final int CLASSIC_LENGTH = 32;
  private static final String CLASSIC = "paravent-opening-1", HYBRID = "paravent-opening-2";
  private static final byte[] NONE = {};

  private final byte[] seed;
  private final String kind;
  private final AsymmetricCipherKeyPair pair;

  private OpeningKey(byte[] seed, String kind) {
    this.seed = seed;
    this.kind = kind;
    // draft-connolly-cfrg-xwing-kem: the seed is the private key, whatever a library derives
    this.pair =
        kind.equals(HYBRID)
            ? hpke(kind).deserializePrivateKey(seed, null)
            : hpke(kind).deriveKeyPair(seed);
  }

  private static HPKE hpke(String kind) {
    short kem = kind.equals(HYBRID) ? HPKE.kem_X_WING : HPKE.kem_X25519_SHA256;
    return new HPKE(HPKE.mode_base, kem, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
  }

  /**
   * A new key in shares.
   *
   * @param publicKey for {@link Journal#create}
   * @param shares one for each person, to be handed out and kept apart: nobody has the key then
   * @param needed how many of them open the archive
   * @param persons how many there are
   */
  public record Made(byte[] publicKey, List<String> shares, int needed, int persons) {
    /** What {@link Journal#create} needs of it: a journal is made without any share at hand. */
    public static Made known(byte[] publicKey, int needed, int persons) {
      return new Made(publicKey, List.of(), needed, persons);
    }

    @Override
    public String toString() {
      return "Made[" + shares.size() + " shares, " + needed + " needed]";
    }
  }

  /** One that any two of these persons open together, and no one alone. */
  public static Made forTwoOf(int persons, SecureRandom random) {
    if (persons < 2 || persons > PERSONS_MOST) {
      throw new IllegalArgumentException(
          "Two of 2 to " + PERSONS_MOST + " persons open an archive");
    }
    ShamirSplitSecret split =
        new ShamirSecretSplitter(
                ShamirSecretSplitter.Algorithm.AES, ShamirSecretSplitter.Mode.Native, SEED, random)
            .split(2, persons);
    try (OpeningKey key = new OpeningKey(split.getSecret(), HYBRID)) {
      List<String> shares = new ArrayList<>();
      ShamirSplitSecretShare[] parts = split.getSecretShares();
      for (int i = 0; i < parts.length; i++) {
        shares.add(share(HYBRID, 2, i + 1, parts[i].getEncoded()));
      }
      return new Made(key.publicKey(), List.copyOf(shares), 2, persons);
    } catch (IOException e) {
      throw new IllegalStateException("A secret cannot be split", e);
    }
  }

  /** One that a single person opens. */
  public static Made forOne(SecureRandom random) {
    byte[] seed = new byte[SEED];
    random.nextBytes(seed);
    try (OpeningKey key = new OpeningKey(seed.clone(), HYBRID)) {
      return new Made(key.publicKey(), List.of(share(HYBRID, 1, 1, seed)), 1, 1);
    } finally {
      Arrays.fill(seed, (byte) 0);
    }
  }

  private static String share(String kind, int needed, int number, byte[] part) {
    String text = kind + "." + needed + "." + number + "." + Bytes.text(part);
    return text + "." + Bytes.hash(Bytes.utf8(text)).substring(0, 8);
  }

  /**
   * Puts shares together.
   *
   * @throws IllegalArgumentException if one is mistyped, there are too few, or one comes twice
   */
  public static OpeningKey of(List<String> shares) {
    List<ShamirSplitSecretShare> parts = new ArrayList<>();
    Set<Integer> numbers = new HashSet<>();
    int needed = 0;
    String kind = "";
    byte[] last = NONE;
    for (String share : shares) {
      String[] field = share.trim().split("\\.");
      if (field.length != 5
          || !(field[0].equals(CLASSIC) || field[0].equals(HYBRID))
          || !share(
                  field[0],
                  Integer.parseInt(field[1]),
                  Integer.parseInt(field[2]),
                  Bytes.bytes(field[3]))
              .equals(share.trim())) {
        throw new IllegalArgumentException("A share is mistyped, or is none");
      }
      if (!kind.isEmpty() && !kind.equals(field[0])) {
        throw new IllegalArgumentException("These shares are of different keys");
      }
      kind = field[0];
      needed = Integer.parseInt(field[1]);
      int number = Integer.parseInt(field[2]);
      if (!numbers.add(number)) {
        throw new IllegalArgumentException("Share " + number + " came twice");
      }
      last = Bytes.bytes(field[3]);
      parts.add(new ShamirSplitSecretShare(last, number));
    }
    if (parts.isEmpty() || parts.size() < needed) {
      throw new IllegalArgumentException(
          "This archive is opened by " + needed + " persons together");
    }
    if (needed == 1) {
      return new OpeningKey(last, kind);
    }
    try {
      return new OpeningKey(
          new ShamirSplitSecret(
                  ShamirSecretSplitter.Algorithm.AES,
                  ShamirSecretSplitter.Mode.Native,
                  parts.subList(0, needed).toArray(new ShamirSplitSecretShare[0]))
              .getSecret(),
          kind);
    } catch (IOException e) {
      throw new IllegalStateException("The shares cannot be put together", e);
    }
  }

  /** Of X-Wing, 1,216 bytes, or of X25519, 32 bytes. */
  public byte[] publicKey() {
    return hpke(kind).serializePublicKey(pair.getPublic());
  }

  /**
   * @param about what it was sealed for: another place does not open
   */
  static byte[] seal(byte[] publicKey, byte[] about, byte[] content) {
    try {
      String kind = publicKey.length == CLASSIC_LENGTH ? CLASSIC : HYBRID;
      HPKE hpke = hpke(kind);
      byte[][] sealed =
          hpke.seal(
              hpke.deserializePublicKey(publicKey),
              Bytes.utf8(kind),
              about,
              content,
              NONE,
              NONE,
              null);
      byte[] whole = Arrays.copyOf(sealed[1], sealed[1].length + sealed[0].length);
      System.arraycopy(sealed[0], 0, whole, sealed[1].length, sealed[0].length);
      return whole;
    } catch (InvalidCipherTextException e) {
      throw new IllegalStateException("Sealing failed", e);
    }
  }

  /**
   * @throws JournalException if it was not sealed for this key and place
   */
  byte[] open(byte[] about, byte[] sealed) {
    HPKE hpke = hpke(kind);
    int encapsulated = hpke.getEncSize();
    if (sealed.length < encapsulated) {
      throw new JournalException("A sealed entry is cut off");
    }
    try {
      return hpke.open(
          Arrays.copyOf(sealed, encapsulated),
          pair,
          Bytes.utf8(kind),
          about,
          Arrays.copyOfRange(sealed, encapsulated, sealed.length),
          NONE,
          NONE,
          null);
    } catch (InvalidCipherTextException | RuntimeException e) {
      throw new JournalException("An entry does not open with this key", e);
    }
  }

  @Override
  public void close() {
    Arrays.fill(seed, (byte) 0);
  }

  @Override
  public String toString() {
    return "OpeningKey";
  }
}
