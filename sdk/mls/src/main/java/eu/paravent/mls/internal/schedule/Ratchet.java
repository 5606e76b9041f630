package eu.paravent.mls.internal.schedule;

import eu.paravent.mls.internal.codec.MalformedException;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.codec.TlsWriter;
import eu.paravent.mls.storage.StoredStateException;
import java.util.ArrayList;
import java.util.List;

/**
 * The stored head of one sender ratchet (RFC 9420 §9.1): the next generation, its secret, and which
 * earlier generations still have a key of their own. Immutable, at most 196 bytes: this is what a
 * message costs in storage.
 *
 * @param next 0 to 2^32; at 2^32 the ratchet is used up
 * @param skipped disjoint, ascending
 */
record Ratchet(long next, byte[] secret, List<Range> skipped) {
  static final int MAX_RANGES = 18;

  private static final int VERSION = 1;

  /** Generations {@code from} to {@code to - 1}. */
  record Range(long from, long to) {
    long size() {
      return to - from;
    }
  }

  static Ratchet start(byte[] secret) {
    return new Ratchet(0, secret, List.of());
  }

  boolean hasSkipped(long generation) {
    return skipped.stream().anyMatch(r -> r.from <= generation && generation < r.to);
  }

  /** The ranges without this generation. */
  List<Range> without(long generation) {
    List<Range> left = new ArrayList<>();
    for (Range range : skipped) {
      if (generation < range.from || generation >= range.to) {
        left.add(range);
        continue;
      }
      if (range.from < generation) {
        left.add(new Range(range.from, generation));
      }
      if (generation + 1 < range.to) {
        left.add(new Range(generation + 1, range.to));
      }
    }
    return left;
  }

  /** Drops the oldest ranges until both bounds hold, and appends what it dropped. */
  static List<Range> bounded(List<Range> ranges, int maxKeys, List<Range> dropped) {
    List<Range> kept = new ArrayList<>(ranges);
    long keys = kept.stream().mapToLong(Range::size).sum();
    while (kept.size() > MAX_RANGES || keys > maxKeys) {
      Range oldest = kept.remove(0);
      long surplus = kept.size() >= MAX_RANGES ? oldest.size() : keys - maxKeys;
      long cut = Math.min(oldest.size(), surplus);
      dropped.add(new Range(oldest.from, oldest.from + cut));
      if (cut < oldest.size()) {
        kept.add(0, new Range(oldest.from + cut, oldest.to));
      }
      keys -= cut;
    }
    return List.copyOf(kept);
  }

  byte[] encode() {
    TlsWriter out = new TlsWriter(64).u8(VERSION).u64(next).opaque(secret);
    skipped.forEach(r -> out.u32(r.from).u32(r.to));
    return out.toBytes();
  }

  static Ratchet decode(byte[] record) {
    try {
      TlsReader in = new TlsReader(record);
      if (in.u8() != VERSION) {
        throw new StoredStateException(
            "The store was written by a newer version of this library; update it", null);
      }
      long next = in.u64();
      byte[] secret = in.opaque();
      List<Range> skipped = new ArrayList<>();
      while (in.hasMore()) {
        skipped.add(new Range(in.u32(), in.u32()));
      }
      check(next, skipped);
      return new Ratchet(next, secret, List.copyOf(skipped));
    } catch (MalformedException e) {
      throw new StoredStateException("A stored ratchet is damaged", e);
    }
  }

  /** A damaged range could stand for four thousand million keys. */
  private static void check(long next, List<Range> skipped) throws MalformedException {
    long end = 0;
    long keys = 0;
    for (Range range : skipped) {
      if (range.from < end || range.to <= range.from || range.to > next) {
        throw new MalformedException("ranges of skipped keys are not in order");
      }
      end = range.to;
      keys += range.size();
    }
    if (next < 0
        || next > SecretTree.GENERATIONS
        || keys > SecretTree.MAX_SKIPPED
        || skipped.size() > MAX_RANGES) {
      throw new MalformedException("more generations or skipped keys than there can be");
    }
  }
}
