package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.internal.store.StoreTransaction;
import java.util.Arrays;
import java.util.Optional;

/**
 * The hashes of the newest entries of a log, as this client took them in. Many lie in one row, so
 * that an entry costs a row that is there already: one of 64 whole hashes, to be found by place,
 * and one with the beginnings of all that are remembered, to be found by content.
 */
final class SeenEntries {
  /** Entries that are remembered at least. */
  static final int REMEMBERED = 1024;

  /** Version 1 had a row for each entry under its place, and another under its hash. */
  private static final int FIRST = 1, VERSION = 2;

  private static final int BLOCK = 64, HASH_LENGTH = 32, BEGINNING = 8;
  private static final String HASH = Space.HASH.title(), SEEN = Space.SEEN.title();

  private SeenEntries() {}

  /** Remembers an entry that is processed now. */
  static void remember(StoreTransaction tx, ConversationId id, long sequence, byte[] hash) {
    if (tx.get(SEEN, ringKey(id)).isEmpty()) {
      takeOver(tx, id, sequence);
    }
    put(tx, id, sequence, hash);
    if (sequence % BLOCK == 0) {
      tx.delete(HASH, blockKey(id, sequence / BLOCK - REMEMBERED / BLOCK - 1));
    }
  }

  private static void put(StoreTransaction tx, ConversationId id, long sequence, byte[] hash) {
    byte[] block = block(tx, id, sequence).orElseGet(() -> new byte[BLOCK * HASH_LENGTH]);
    System.arraycopy(hash, 0, block, slot(sequence), HASH_LENGTH);
    tx.put(HASH, blockKey(id, sequence / BLOCK), new Row.Writer(VERSION).bytes(block).done());
    Ring ring = ring(tx, id).orElseGet(() -> new Ring(0, new byte[REMEMBERED * BEGINNING]));
    System.arraycopy(
        hash, 0, ring.beginnings, (int) (sequence % REMEMBERED) * BEGINNING, BEGINNING);
    tx.put(
        SEEN,
        ringKey(id),
        new Row.Writer(VERSION)
            .number(Math.max(sequence, ring.newest))
            .bytes(ring.beginnings)
            .done());
  }

  /** Where the same bytes were processed before. */
  static Optional<Long> at(StoreTransaction tx, ConversationId id, byte[] hash) {
    Optional<Ring> ring = ring(tx, id);
    if (ring.isEmpty()) {
      return tx.get(SEEN, earlier(id, hash)).map(row -> new Row.Reader(row, FIRST).number());
    }
    long newest = ring.get().newest;
    for (int i = 0; i < REMEMBERED; i++) {
      if (begins(hash, ring.get().beginnings, i * BEGINNING)) {
        long sequence = newest - (newest - i + REMEMBERED) % REMEMBERED;
        if (hash(tx, id, sequence).filter(known -> Arrays.equals(known, hash)).isPresent()) {
          return Optional.of(sequence);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean begins(byte[] hash, byte[] all, int at) {
    for (int i = 0; i < BEGINNING; i++) {
      if (hash[i] != all[at + i]) {
        return false;
      }
    }
    return true;
  }

  /** The hash of the entry at this place; empty where it is not remembered. */
  static Optional<byte[]> hash(StoreTransaction tx, ConversationId id, long sequence) {
    if (sequence < 0) {
      return Optional.empty();
    }
    return block(tx, id, sequence)
        .map(all -> Arrays.copyOfRange(all, slot(sequence), slot(sequence) + HASH_LENGTH))
        .filter(hash -> !Arrays.equals(hash, new byte[HASH_LENGTH]))
        .or(() -> tx.get(HASH, earlier(id, sequence)));
  }

  /** What an earlier version remembered goes on being remembered, in the present form. */
  private static void takeOver(StoreTransaction tx, ConversationId id, long sequence) {
    long joined = ConversationRow.find(tx, id).map(ConversationRow::joined).orElse(sequence);
    for (long at = Math.max(joined, sequence - REMEMBERED); at < sequence; at++) {
      Optional<byte[]> hash = tx.get(HASH, earlier(id, at));
      if (hash.isPresent()) {
        tx.delete(HASH, earlier(id, at));
        tx.delete(SEEN, earlier(id, hash.get()));
        put(tx, id, at, hash.get());
      }
    }
  }

  private record Ring(long newest, byte[] beginnings) {}

  private static Optional<Ring> ring(StoreTransaction tx, ConversationId id) {
    return tx.get(SEEN, ringKey(id))
        .map(row -> new Row.Reader(row, VERSION))
        .map(in -> new Ring(in.number(), in.bytes()));
  }

  private static Optional<byte[]> block(StoreTransaction tx, ConversationId id, long sequence) {
    return tx.get(HASH, blockKey(id, sequence / BLOCK))
        .map(row -> new Row.Reader(row, VERSION).bytes());
  }

  private static int slot(long sequence) {
    return (int) (sequence % BLOCK) * HASH_LENGTH;
  }

  private static String ringKey(ConversationId id) {
    return id + "/r";
  }

  private static String blockKey(ConversationId id, long block) {
    return id + "/b/" + block;
  }

  private static String earlier(ConversationId id, long sequence) {
    return id + "/" + sequence;
  }

  private static String earlier(ConversationId id, byte[] hash) {
    return id + "/" + Hashes.text(hash);
  }
}
