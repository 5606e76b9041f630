package eu.paravent.mls.internal.schedule;

import eu.paravent.mls.DefectException;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsException.Reason;
import eu.paravent.mls.crypto.SecretBytes;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import eu.paravent.mls.internal.schedule.Ratchet.Range;
import eu.paravent.mls.storage.StoredStateException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The secret tree of one epoch (RFC 9420 §9) over small records: node secrets not yet consumed, one
 * ratchet head per sender and kind, one record per skipped key. Holds no secret itself: it reads
 * records, and what is to be written comes back with each key.
 */
public final class SecretTree {
  /** How far a single message may move a ratchet. */
  public static final int MAX_FORWARD = 1024;

  /** Skipped keys kept per sender, kind and epoch; the oldest go first. */
  public static final int MAX_SKIPPED = 256;

  static final long GENERATIONS = 1L << 32;
  private static final byte[] LEFT = "left".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] RIGHT = "right".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NONE = new byte[0];

  /** RFC 9420 §9.1: handshake and application messages have ratchets of their own. */
  public enum Kind {
    HANDSHAKE("handshake", "h/"),
    APPLICATION("application", "a/");

    private final String label;
    private final String prefix;

    Kind(String label, String prefix) {
      this.label = label;
      this.prefix = prefix;
    }

    private String head(int leaf) {
      return prefix + leaf;
    }

    private String skipped(int leaf, long generation) {
      return prefix + leaf + "/" + generation;
    }
  }

  /** The records of this epoch. */
  @FunctionalInterface
  public interface Records {
    byte @Nullable [] read(String name);
  }

  private final SuiteCrypto crypto;
  private final int levels;
  private final Records records;

  /**
   * @param leafCount leaves of the ratchet tree, blank ones included
   */
  public SecretTree(SuiteCrypto crypto, int leafCount, Records records) {
    this.crypto = crypto;
    this.levels = leafCount <= 1 ? 0 : 32 - Integer.numberOfLeadingZeros(leafCount - 1);
    this.records = records;
  }

  /** The first records of an epoch. */
  public static Map<String, byte[]> start(int leafCount, SecretBytes encryptionSecret) {
    int levels = leafCount <= 1 ? 0 : 32 - Integer.numberOfLeadingZeros(leafCount - 1);
    return Map.of(node((1L << levels) - 1), encryptionSecret.expose().clone());
  }

  private static String node(long index) {
    return "n/" + index;
  }

  /**
   * The key for the next own message.
   *
   * @throws MlsException WRONG_STATE once all 2^32 generations are used
   */
  public MessageKey next(int leaf, Kind kind) throws MlsException {
    Map<String, byte @Nullable []> changes = new LinkedHashMap<>();
    Ratchet head = head(leaf, kind, changes);
    if (head.next() >= GENERATIONS) {
      throw new MlsException(
          Reason.WRONG_STATE, "All keys of this epoch are used: commit, then send again");
    }
    return advance(leaf, kind, head, head.next(), changes);
  }

  /**
   * The key of a received message.
   *
   * @param generation 0 to 2^32 - 1
   */
  public MessageKey at(int leaf, Kind kind, long generation) throws MlsException {
    Map<String, byte @Nullable []> changes = new LinkedHashMap<>();
    Ratchet head = head(leaf, kind, changes);
    if (generation < head.next()) {
      return late(leaf, kind, head, generation, changes);
    }
    if (generation - head.next() > MAX_FORWARD) {
      throw new MlsException(
          Reason.TOO_FAR_AHEAD,
          "Generation "
              + generation
              + " of leaf "
              + leaf
              + " is more than "
              + MAX_FORWARD
              + " ahead of "
              + head.next());
    }
    return advance(leaf, kind, head, generation, changes);
  }

  private MessageKey late(
      int leaf, Kind kind, Ratchet head, long generation, Map<String, byte @Nullable []> changes)
      throws MlsException {
    byte[] stored =
        head.hasSkipped(generation) ? records.read(kind.skipped(leaf, generation)) : null;
    if (stored == null) {
      throw new MlsException(
          Reason.REPLAYED,
          "Generation " + generation + " of leaf " + leaf + " was already used or given up");
    }
    int keyLength = crypto.suite().aead().keyLength();
    if (stored.length != keyLength + crypto.suite().aead().nonceLength()) {
      throw new StoredStateException("The store holds a damaged message key: restore it", null);
    }
    changes.put(kind.skipped(leaf, generation), null);
    List<Range> kept = bound(leaf, kind, head.without(generation), changes);
    changes.put(kind.head(leaf), new Ratchet(head.next(), head.secret(), kept).encode());
    return new MessageKey(
        generation,
        Arrays.copyOf(stored, keyLength),
        Arrays.copyOfRange(stored, keyLength, stored.length),
        changes);
  }

  /** Drops the oldest skipped keys beyond the bounds. */
  private static List<Range> bound(
      int leaf, Kind kind, List<Range> ranges, Map<String, byte @Nullable []> changes) {
    List<Range> dropped = new ArrayList<>();
    List<Range> kept = Ratchet.bounded(ranges, MAX_SKIPPED, dropped);
    for (Range range : dropped) {
      for (long generation = range.from(); generation < range.to(); generation++) {
        changes.put(kind.skipped(leaf, generation), null);
      }
    }
    return kept;
  }

  private MessageKey advance(
      int leaf, Kind kind, Ratchet head, long target, Map<String, byte @Nullable []> changes) {
    List<Range> ranges = new ArrayList<>(head.skipped());
    if (target > head.next()) {
      ranges.add(new Range(head.next(), target));
    }
    List<Range> kept = bound(leaf, kind, ranges, changes);
    // keys that would be dropped at once are not derived
    changes.entrySet().removeIf(e -> e.getValue() == null && records.read(e.getKey()) == null);
    byte[] secret = head.secret();
    for (long generation = head.next(); generation < target; generation++) {
      long skipped = generation;
      if (kept.stream().anyMatch(r -> r.from() <= skipped && skipped < r.to())) {
        byte[] key = derive(secret, "key", generation, crypto.suite().aead().keyLength());
        byte[] nonce = derive(secret, "nonce", generation, crypto.suite().aead().nonceLength());
        byte[] both = Arrays.copyOf(key, key.length + nonce.length);
        System.arraycopy(nonce, 0, both, key.length, nonce.length);
        changes.put(kind.skipped(leaf, generation), both);
      }
      secret = derive(secret, "secret", generation, crypto.hashLength());
    }
    byte[] key = derive(secret, "key", target, crypto.suite().aead().keyLength());
    byte[] nonce = derive(secret, "nonce", target, crypto.suite().aead().nonceLength());
    byte[] after = derive(secret, "secret", target, crypto.hashLength());
    changes.put(kind.head(leaf), new Ratchet(target + 1, after, kept).encode());
    return new MessageKey(target, key, nonce, changes);
  }

  private byte[] derive(byte[] secret, String label, long generation, int length) {
    return crypto.deriveTreeSecret(secret, label, generation, length);
  }

  /** The stored head, or a new one: both ratchets of a leaf begin when its leaf secret is made. */
  private Ratchet head(int leaf, Kind kind, Map<String, byte @Nullable []> changes) {
    byte[] stored = records.read(kind.head(leaf));
    if (stored != null) {
      return Ratchet.decode(stored);
    }
    byte[] leafSecret = leafSecret(leaf, changes);
    for (Kind each : Kind.values()) {
      byte[] first = crypto.expandWithLabel(leafSecret, each.label, NONE, crypto.hashLength());
      changes.put(each.head(leaf), Ratchet.start(first).encode());
    }
    byte[] own = crypto.expandWithLabel(leafSecret, kind.label, NONE, crypto.hashLength());
    Arrays.fill(leafSecret, (byte) 0);
    return Ratchet.start(own);
  }

  /** Consumes the secrets from the nearest stored ancestor down to the leaf (RFC 9420 §9.2). */
  private byte[] leafSecret(int leaf, Map<String, byte @Nullable []> changes) {
    long target = 2L * leaf;
    if (leaf < 0 || leaf >= 1L << levels) {
      throw new DefectException("Leaf " + leaf + " is outside of the secret tree", null);
    }
    int level = 0;
    long ancestor = target;
    byte[] secret = records.read(node(ancestor));
    while (secret == null) {
      if (level >= levels) {
        throw new StoredStateException(
            "The store has lost a record (secret of leaf " + leaf + "): restore or join again",
            null);
      }
      level++;
      // the node of this level above the leaf: its low bits are a zero and then ones
      ancestor = (target >> (level + 1) << (level + 1)) | ((1L << level) - 1);
      secret = records.read(node(ancestor));
    }
    secret = secret.clone();
    changes.put(node(ancestor), null);
    while (level > 0) {
      long left = ancestor ^ (1L << (level - 1));
      long right = ancestor ^ (3L << (level - 1));
      byte[] leftSecret = crypto.expandWithLabel(secret, "tree", LEFT, crypto.hashLength());
      byte[] rightSecret = crypto.expandWithLabel(secret, "tree", RIGHT, crypto.hashLength());
      Arrays.fill(secret, (byte) 0);
      boolean goLeft = target < ancestor;
      changes.put(node(goLeft ? right : left), goLeft ? rightSecret : leftSecret);
      ancestor = goLeft ? left : right;
      secret = goLeft ? leftSecret : rightSecret;
      level--;
    }
    return secret;
  }
}
