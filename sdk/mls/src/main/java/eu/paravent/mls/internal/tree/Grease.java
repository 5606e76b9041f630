package eu.paravent.mls.internal.tree;

import eu.paravent.mls.Extensions;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Values without a meaning, sent so that receivers stay able to ignore unknown ones (RFC 9420
 * §13.5). Nothing here looks at received ones: they are handled like any unknown value.
 */
public final class Grease {
  private static final int VALUES = 15;
  private static final int MOST_DATA = 8;

  /** So many bytes that say nothing. */
  private final IntFunction<byte[]> bytes;

  public Grease(SuiteCrypto crypto) {
    this.bytes = crypto::random;
  }

  /**
   * The same values each time for the same seed.
   *
   * @param seed public, and different wherever the values shall differ
   */
  public Grease(SuiteCrypto crypto, byte[] seed) {
    ByteBuffer source = ByteBuffer.wrap(crypto.hash(seed));
    this.bytes =
        length -> {
          byte[] next = new byte[length];
          source.get(next);
          return next;
        };
  }

  private int below(int bound) {
    return (bytes.apply(1)[0] & 0xff) % bound;
  }

  /** 0x0A0A, 0x1A1A, … 0xEAEA. */
  int value() {
    return 0x0A0A + 0x1010 * below(VALUES);
  }

  /** The extensions with one more that means nothing. */
  public Extensions in(Extensions extensions) {
    return extensions.with(value(), bytes.apply(below(MOST_DATA + 1)));
  }

  /** The values with one more, at any place. */
  public List<Integer> in(List<Integer> values) {
    List<Integer> with = new ArrayList<>(values);
    int value = value();
    if (!with.contains(value)) {
      with.add(below(with.size() + 1), value);
    }
    return List.copyOf(with);
  }

  /** A template whose leaves list and hold such values beside what is supported. */
  public LeafTemplate in(LeafTemplate template) {
    Capabilities supported = template.supported();
    Extensions extensions = in(template.extensions());
    List<Integer> listed = new ArrayList<>(in(supported.extensions()));
    for (Extensions.Extension extension : extensions.list()) {
      // RFC 9420 §13.5: what stands in the leaf is listed by it
      if (!supported.supportsExtension(extension.type()) && !listed.contains(extension.type())) {
        listed.add(extension.type());
      }
    }
    return new LeafTemplate(
        template.credential(),
        new Capabilities(
            supported.versions(),
            in(supported.cipherSuites()),
            List.copyOf(listed),
            in(supported.proposals()),
            in(supported.credentials())),
        extensions,
        supported);
  }
}
