package eu.paravent.mls.internal.tree;

import eu.paravent.mls.internal.codec.MalformedException;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.codec.TlsWriter;
import java.util.List;

/** RequiredCapabilities (RFC 9420 §11.1). */
public record RequiredCapabilities(
    List<Integer> extensions, List<Integer> proposals, List<Integer> credentials) {
  public static RequiredCapabilities read(TlsReader in) throws MalformedException {
    return new RequiredCapabilities(
        in.vector(TlsReader::u16), in.vector(TlsReader::u16), in.vector(TlsReader::u16));
  }

  public void write(TlsWriter out) {
    out.vector(extensions, (value, w) -> w.u16(value));
    out.vector(proposals, (value, w) -> w.u16(value));
    out.vector(credentials, (value, w) -> w.u16(value));
  }

  public boolean metBy(Capabilities capabilities) {
    return extensions.stream().allMatch(capabilities::supportsExtension)
        && proposals.stream().allMatch(capabilities::supportsProposal)
        && credentials.stream().allMatch(capabilities::supportsCredential);
  }
}
