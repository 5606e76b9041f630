package eu.paravent.client.internal.keys;

import eu.paravent.client.UserId;
import eu.paravent.client.internal.keys.Certificate.CertificateException;
import eu.paravent.mls.credential.Credential;
import java.util.Optional;

/**
 * Who a leaf's credential names. Reading it proves nothing: {@link ChatAuthentication} does.
 *
 * @param device URI; a guest's is its own
 * @param archivist certified to keep records, and for nothing else
 */
public record LeafIdentity(UserId user, String device, boolean archivist) {
  public static LeafIdentity of(Credential credential) throws CertificateException {
    if (!(credential instanceof Credential.X509 x509) || x509.chain().isEmpty()) {
      throw new CertificateException("The credential is not an X.509 one");
    }
    Certificate certificate = Certificate.read(x509.chain().get(0));
    return new LeafIdentity(certificate.user(), certificate.deviceUri(), certificate.archivist());
  }

  public boolean guest() {
    return user.guest();
  }

  /** Whether it may take part in deciding who is inside: neither a guest nor an archivist. */
  public boolean staff() {
    return !guest() && !archivist;
  }

  /** The invite a guest came by. */
  public Optional<String> inviteId() {
    if (!guest()) {
      return Optional.empty();
    }
    String[] parts = user.uri().split("/");
    return Optional.of(parts[parts.length - 2]);
  }
}
