package eu.paravent.mls.internal.group;

import eu.paravent.mls.Extensions;
import eu.paravent.mls.internal.codec.ExtensionsCodec;
import eu.paravent.mls.internal.codec.TlsWriter;
import java.util.Arrays;

/** Equality by encoding, for types that hold arrays. */
final class TlsEqual {
  private TlsEqual() {}

  static boolean extensions(Extensions a, Extensions b) {
    return Arrays.equals(
        TlsWriter.encode(out -> ExtensionsCodec.write(a, out)),
        TlsWriter.encode(out -> ExtensionsCodec.write(b, out)));
  }
}
