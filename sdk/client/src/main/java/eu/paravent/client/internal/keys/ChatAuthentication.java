package eu.paravent.client.internal.keys;

import eu.paravent.client.internal.cbor.CborException;
import eu.paravent.client.internal.keys.Certificate.CertificateException;
import eu.paravent.client.internal.keys.GroupRules.InviteEntry;
import eu.paravent.mls.credential.AuthenticationService;
import eu.paravent.mls.credential.Credential;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;

/**
 * Staff are vouched for by the root of their organisation, guests by an invite of the group.
 *
 * <p>No clock is asked here: members process a commit at different times, and what one honest
 * member refuses, all must refuse. Whether a certificate is still valid is asked by whoever adds a
 * device, by the server at sign-in, and whether an invite is still valid by the server; members
 * remove who came late.
 */
public final class ChatAuthentication implements AuthenticationService {
  private final TrustedRoots roots;

  public ChatAuthentication(TrustedRoots roots) {
    this.roots = roots;
  }

  @Override
  public void validate(Presented presented) throws CredentialException {
    if (presented.occasion() == Occasion.EXTERNAL_SENDER) {
      throw new CredentialException("Nobody who is not a member proposes anything here");
    }
    try {
      if (!(presented.credential() instanceof Credential.X509 x509) || x509.chain().isEmpty()) {
        throw new CertificateException("The credential is not an X.509 one");
      }
      Certificate leaf = Certificate.read(x509.chain().get(0));
      // RFC 9420 §5.3: the end-entity certificate is for the signature key of the leaf
      if (!MessageDigest.isEqual(leaf.publicKey(), presented.signatureKey())) {
        throw new CertificateException("The certificate is for another signature key");
      }
      LeafIdentity identity = new LeafIdentity(leaf.user(), leaf.deviceUri(), leaf.archivist());
      if (identity.guest()) {
        guest(presented, x509.chain(), leaf, identity);
      } else {
        staff(x509.chain(), leaf, identity);
      }
    } catch (CertificateException | CborException e) {
      throw new CredentialException(
          e.getMessage() == null ? "The credential is not acceptable" : e.getMessage(), e);
    }
  }

  private void staff(List<byte[]> chain, Certificate leaf, LeafIdentity identity)
      throws CertificateException {
    if (chain.size() != 2) {
      throw new CertificateException(
          "The chain of " + identity.device() + " is not device and root");
    }
    Certificate root = Certificate.read(chain.get(1));
    if (!root.authority() || !root.signedBy(root.publicKey()) || !leaf.signedBy(root.publicKey())) {
      throw new CertificateException("The chain of " + identity.device() + " does not verify");
    }
    if (!roots.accepts(identity.user().organisation(), chain.get(1))) {
      throw new CertificateException(
          "The root of "
              + identity.device()
              + " is not the one known of "
              + identity.user().organisation());
    }
  }

  private static void guest(
      Presented presented, List<byte[]> chain, Certificate leaf, LeafIdentity identity)
      throws CertificateException, CborException {
    if (identity.archivist()) {
      throw new CertificateException("A guest is no archivist");
    }
    if (chain.size() != 1) {
      throw new CertificateException("The chain of a guest has one certificate");
    }
    String id = identity.inviteId().orElseThrow();
    InviteEntry invite =
        GroupRules.of(presented.groupContext())
            .invite(id)
            .orElseThrow(() -> new CertificateException("The group has no invite " + id));
    if (!identity.user().organisation().equals(invite.organisation())) {
      throw new CertificateException(
          "Invite " + id + " is of " + invite.organisation() + ", not of the guest's organisation");
    }
    String group = Base64.getUrlEncoder().withoutPadding().encodeToString(presented.groupId());
    if (!leaf.signedBy(invite.publicKey())
        || !leaf.guestGroup().filter(group::equals).isPresent()) {
      throw new CertificateException(
          "The certificate of a guest is not one of invite " + id + " in this group");
    }
    boolean arriving =
        presented.occasion() == Occasion.ADDED || presented.occasion() == Occasion.EXTERNAL_JOIN;
    if (arriving && !invite.open()) {
      throw new CertificateException("Invite " + id + " was revoked or is used up");
    }
  }

  @Override
  public boolean sameClient(Credential predecessor, Credential successor) {
    try {
      return LeafIdentity.of(predecessor).equals(LeafIdentity.of(successor));
    } catch (CertificateException e) {
      return false;
    }
  }
}
