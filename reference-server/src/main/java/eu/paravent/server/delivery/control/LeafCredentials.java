package eu.paravent.server.delivery.control;

import eu.paravent.mls.credential.AuthenticationService;
import eu.paravent.mls.credential.Credential;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.server.devices.control.ChainCheck;
import eu.paravent.server.identity.control.Certificates;
import eu.paravent.server.identity.control.DeviceName;
import eu.paravent.server.identity.control.VerifiedDevice;
import eu.paravent.server.problems.control.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.MessageDigest;

/** The authentication service of the observer: certificates, as at sign-in. */
@ApplicationScoped
public class LeafCredentials implements AuthenticationService {
  @Inject ChainCheck chains;

  @Override
  public void validate(Presented presented) throws CredentialException {
    try {
      VerifiedDevice device = verified(presented.credential());
      // RFC 9420 §5.3: the end-entity certificate is for the signature key of the leaf
      if (!MessageDigest.isEqual(device.signatureKey(), presented.signatureKey())) {
        throw new CredentialException("the certificate is for another signature key");
      }
    } catch (Refusal e) {
      throw new CredentialException(e.problem().detail().orElse(e.problem().title()), e);
    }
  }

  /** Refuses with the reason where the chain does not verify. */
  public VerifiedDevice verified(Credential credential) {
    return chains.check(chain(credential));
  }

  @Override
  public boolean sameClient(Credential predecessor, Credential successor) {
    try {
      return name(predecessor).equals(name(successor));
    } catch (Refusal e) {
      return false;
    }
  }

  /** The name in a credential that was verified when it came in. */
  static DeviceName name(Credential credential) {
    return Certificates.claimedName(chain(credential));
  }

  private static java.util.List<byte[]> chain(Credential credential) {
    if (credential instanceof Credential.X509 x509) {
      return x509.chain();
    }
    throw Refusal.of(ProblemCode.CERTIFICATE_REFUSED, "The credential of a leaf must be X.509.");
  }
}
