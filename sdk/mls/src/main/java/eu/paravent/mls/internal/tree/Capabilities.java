package eu.paravent.mls.internal.tree;

import eu.paravent.mls.internal.codec.MalformedException;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.codec.TlsWriter;
import java.util.List;

/** Capabilities (RFC 9420 §7.2); unknown values, GREASE included, are kept. */
public record Capabilities(
    List<Integer> versions,
    List<Integer> cipherSuites,
    List<Integer> extensions,
    List<Integer> proposals,
    List<Integer> credentials) {
  private static final int LAST_DEFAULT_EXTENSION = 5;
  private static final int LAST_DEFAULT_PROPOSAL = 7;

  /** RFC 9420 §7.2: default types are supported without being listed. */
  public static boolean defaultExtension(int type) {
    return type >= 1 && type <= LAST_DEFAULT_EXTENSION;
  }

  public boolean supportsExtension(int type) {
    return defaultExtension(type) || extensions.contains(type);
  }

  public boolean supportsProposal(int type) {
    return (type >= 1 && type <= LAST_DEFAULT_PROPOSAL) || proposals.contains(type);
  }

  public boolean supportsCredential(int type) {
    return credentials.contains(type);
  }

  static Capabilities read(TlsReader in) throws MalformedException {
    return new Capabilities(
        in.vector(TlsReader::u16),
        in.vector(TlsReader::u16),
        in.vector(TlsReader::u16),
        in.vector(TlsReader::u16),
        in.vector(TlsReader::u16));
  }

  void write(TlsWriter out) {
    out.vector(versions, (value, w) -> w.u16(value));
    out.vector(cipherSuites, (value, w) -> w.u16(value));
    out.vector(extensions, (value, w) -> w.u16(value));
    out.vector(proposals, (value, w) -> w.u16(value));
    out.vector(credentials, (value, w) -> w.u16(value));
  }
}
