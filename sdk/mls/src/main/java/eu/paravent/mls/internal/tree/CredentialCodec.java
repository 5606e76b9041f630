package eu.paravent.mls.internal.tree;

import eu.paravent.mls.credential.Credential;
import eu.paravent.mls.internal.codec.MalformedException;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.codec.TlsWriter;

/** Credential (RFC 9420 §5.3). */
public final class CredentialCodec {
  /** CredentialType (RFC 9420 §17.5). */
  public static final int BASIC = 1, X509 = 2;

  private CredentialCodec() {}

  public static int type(Credential credential) {
    if (credential instanceof Credential.Basic) {
      return BASIC;
    }
    if (credential instanceof Credential.X509) {
      return X509;
    }
    return ((Credential.Unknown) credential).type();
  }

  /** An unknown type is taken to be one opaque vector, as RFC 9420 §13.3 recommends. */
  public static Credential read(TlsReader in) throws MalformedException {
    int type = in.u16();
    return switch (type) {
      case BASIC -> new Credential.Basic(in.opaque());
      case X509 -> new Credential.X509(in.vector(TlsReader::opaque));
      default -> new Credential.Unknown(type, in.opaque());
    };
  }

  public static void write(Credential credential, TlsWriter out) {
    out.u16(type(credential));
    if (credential instanceof Credential.Basic basic) {
      out.opaque(basic.identity());
    } else if (credential instanceof Credential.X509 x509) {
      out.vector(x509.chain(), (certificate, w) -> w.opaque(certificate));
    } else if (credential instanceof Credential.Unknown unknown) {
      out.opaque(unknown.content());
    }
  }
}
