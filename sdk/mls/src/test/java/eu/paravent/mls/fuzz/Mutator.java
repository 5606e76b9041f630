package eu.paravent.mls.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Changes bytes the way that hurts parsers: lengths, counts, types, cuts and splices. */
final class Mutator {
  /** Prefixes of vectors that claim 2^6 - 1, 2^14 - 1 and 2^30 - 1 bytes, and an invalid one. */
  private static final byte[][] LENGTHS = {
    {0x3f}, {0x7f, -1}, {(byte) 0xbf, -1, -1, -1}, {-1, -1, -1, -1}, {0}
  };

  private final Random random;

  Mutator(long seed) {
    this.random = new Random(seed);
  }

  /** One to four changes; never the input itself. */
  byte[] mutate(byte[] input, List<byte[]> others) {
    byte[] changed = input;
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes || Arrays.equals(changed, input); i++) {
      changed = once(changed, others.get(random.nextInt(others.size())));
    }
    return changed;
  }

  private byte[] once(byte[] input, byte[] other) {
    int at = random.nextInt(input.length + 1);
    int to = at + random.nextInt(Math.min(16, input.length - at) + 1);
    switch (random.nextInt(6)) {
      case 0:
        return splice(input, at, new byte[] {(byte) random.nextInt()}, Math.min(at + 1, to));
      case 1:
        return Arrays.copyOf(input, at);
      case 2:
        return splice(input, at, LENGTHS[random.nextInt(LENGTHS.length)], to);
      case 3:
        return splice(input, at, new byte[0], to);
      case 4:
        int from = random.nextInt(other.length + 1);
        int end = from + random.nextInt(Math.min(64, other.length - from) + 1);
        return splice(input, at, Arrays.copyOfRange(other, from, end), to);
      default:
        if (at == input.length) {
          return Arrays.copyOf(input, at + 1);
        }
        byte[] flipped = input.clone();
        flipped[at] ^= (byte) (1 << random.nextInt(8));
        return flipped;
    }
  }

  private static byte[] splice(byte[] input, int at, byte[] middle, int resume) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(input.length + middle.length);
    out.write(input, 0, at);
    out.writeBytes(middle);
    out.write(input, resume, input.length - resume);
    return out.toByteArray();
  }
}
