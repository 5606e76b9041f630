package eu.paravent.mls.internal.codec;

import eu.paravent.mls.Extensions;
import eu.paravent.mls.Extensions.Extension;
import java.util.List;

/** Extension extensions&lt;V&gt; (RFC 9420 §13). */
public final class ExtensionsCodec {
  private ExtensionsCodec() {}

  public static Extensions read(TlsReader in) throws MalformedException {
    List<Extension> list = in.vector(e -> new Extension(e.u16(), e.opaque()));
    if (list.stream().mapToInt(Extension::type).distinct().count() != list.size()) {
      // RFC 9420 §13: at most one extension of each type
      throw new MalformedException("an extension type stands twice");
    }
    return Extensions.of(list);
  }

  public static void write(Extensions extensions, TlsWriter out) {
    out.vector(extensions.list(), (e, w) -> w.u16(e.type()).opaque(e.data()));
  }
}
