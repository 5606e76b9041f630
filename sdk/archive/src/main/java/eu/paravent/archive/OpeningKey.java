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
 * HPKE (RFC 9180) with X25519, HKDF-SHA256 and AES-256-GCM; shares by Shamir's scheme.
 */
public final class OpeningKey implements AutoCloseable {
  private static final int SEED = 32, PERSONS_MOST = 100;
  private static final String PREFIX = "paravent-opening-1";
  private static final byte[] NONE = {};

  private final byte[] seed;
  private final AsymmetricCipherKeyPair pair;

  private OpeningKey(byte[] seed) {
    this.seed = seed;
    this.pair = hpke().deriveKeyPair(seed);
  }

  private static HPKE hpke() {
    return new HPKE(
        HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
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
    try (OpeningKey key = new OpeningKey(split.getSecret())) {
      List<String> shares = new ArrayList<>();
      ShamirSplitSecretShare[] parts = split.getSecretShares();
      for (int i = 0; i < parts.length; i++) {
        shares.add(share(2, i + 1, parts[i].getEncoded()));
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
    try (OpeningKey key = new OpeningKey(seed.clone())) {
      return new Made(key.publicKey(), List.of(share(1, 1, seed)), 1, 1);
    } finally {
      Arrays.fill(seed, (byte) 0);
    }
  }

  private static String share(int needed, int number, byte[] part) {
    String text = PREFIX + "." + needed + "." + number + "." + Bytes.text(part);
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
    byte[] last = NONE;
    for (String share : shares) {
      String[] field = share.trim().split("\\.");
      if (field.length != 5
          || !field[0].equals(PREFIX)
          || !share(Integer.parseInt(field[1]), Integer.parseInt(field[2]), Bytes.bytes(field[3]))
              .equals(share.trim())) {
        throw new IllegalArgumentException("A share is mistyped, or is none");
      }
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
      return new OpeningKey(last);
    }
    try {
      return new OpeningKey(
          new ShamirSplitSecret(
                  ShamirSecretSplitter.Algorithm.AES,
                  ShamirSecretSplitter.Mode.Native,
                  parts.subList(0, needed).toArray(new ShamirSplitSecretShare[0]))
              .getSecret());
    } catch (IOException e) {
      throw new IllegalStateException("The shares cannot be put together", e);
    }
  }

  /** Raw X25519. */
  public byte[] publicKey() {
    return hpke().serializePublicKey(pair.getPublic());
  }

  /**
   * @param about what it was sealed for: another place does not open
   */
  static byte[] seal(byte[] publicKey, byte[] about, byte[] content) {
    try {
      HPKE hpke = hpke();
      byte[][] sealed =
          hpke.seal(
              hpke.deserializePublicKey(publicKey),
              Bytes.utf8(PREFIX),
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
    HPKE hpke = hpke();
    int encapsulated = hpke.getEncSize();
    if (sealed.length < encapsulated) {
      throw new JournalException("A sealed entry is cut off");
    }
    try {
      return hpke.open(
          Arrays.copyOf(sealed, encapsulated),
          pair,
          Bytes.utf8(PREFIX),
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
