package eu.paravent.client.internal.keys;

import eu.paravent.client.InviteRefusedException;
import eu.paravent.client.InviteRefusedException.Reason;
import eu.paravent.client.UntrustedException;
import eu.paravent.client.UserId;
import eu.paravent.client.internal.cbor.CborException;
import eu.paravent.client.internal.keys.Certificate.CertificateException;
import eu.paravent.client.internal.keys.GroupRules.InviteEntry;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.credential.Credential;
import eu.paravent.mls.observer.KeyPackageView;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * What a guest holds against a group that it is about to join, before anything of it is kept: that
 * it is the group the invite is for, and that its members let the invite in. That its staff chains
 * to the root of the link is checked leaf by leaf.
 */
public final class Admission {
  private Admission() {}

  /**
   * @param certificate the guest's own, DER, signed by the invite key of the link
   * @param context extensions of the group in the epoch that is joined
   * @throws InviteRefusedException if the members do not let this invite in any more
   * @throws UntrustedException if it is another group, or one whose invite of this name has another
   *     key or organisation
   */
  public static void check(byte[] certificate, byte[] groupId, Extensions context, Instant now) {
    String id = Base64.getUrlEncoder().withoutPadding().encodeToString(groupId);
    try {
      Certificate own = Certificate.read(certificate);
      String[] path = own.user().uri().split("/");
      InviteEntry entry =
          GroupRules.of(context).invite(path[path.length - 2]).orElseThrow(Admission::revoked);
      if (!own.guestGroup().filter(id::equals).isPresent()
          || !entry.organisation().equals(own.user().organisation())
          || !own.signedBy(entry.publicKey())) {
        throw new UntrustedException("The server offers another group than the link is for", null);
      }
      if (!entry.mode().equals(GroupRules.OPEN)) {
        throw new UntrustedException(
            "The server hides that a member has to let this guest in", null);
      }
      if (!entry.open()) {
        throw revoked();
      }
      if (now.getEpochSecond() >= entry.expiresAt()) {
        throw new InviteRefusedException(
            Reason.EXPIRED, "The invite has expired: ask the inviter for a new link", null);
      }
    } catch (CborException | CertificateException e) {
      throw new UntrustedException("The rules of the group cannot be read", e);
    }
  }

  /**
   * What a guest that was let in holds against the group of its welcome. Whether the invite is
   * still open does not matter any more: a member of staff has decided.
   *
   * @throws UntrustedException if it is another group, or one whose invite of this name has another
   *     key or organisation, or none that asks for approval
   */
  public static void checkLetIn(byte[] certificate, byte[] groupId, Extensions context) {
    try {
      Certificate own = Certificate.read(certificate);
      if (entry(own, groupId, context)
          .filter(entry -> entry.mode().equals(GroupRules.APPROVE))
          .isEmpty()) {
        throw new UntrustedException("The server offers another group than the link is for", null);
      }
    } catch (CborException | CertificateException e) {
      throw new UntrustedException("The rules of the group cannot be read", e);
    }
  }

  /**
   * Who left this key package to be let in; empty where no open invite of this group that asks for
   * approval made it, or it is not valid now.
   */
  public static Optional<UserId> asking(
      byte[] keyPackage, byte[] groupId, Extensions context, Instant now) {
    try {
      KeyPackageView view = KeyPackageView.read(keyPackage);
      if (!(view.credential() instanceof Credential.X509 x509) || x509.chain().size() != 1) {
        return Optional.empty();
      }
      Certificate guest = Certificate.read(x509.chain().get(0));
      boolean good =
          guest.user().guest()
              && MessageDigest.isEqual(guest.publicKey(), view.signatureKey())
              && guest.validAt(now)
              && now.isBefore(view.notAfter())
              && entry(guest, groupId, context)
                  .filter(
                      entry ->
                          entry.open()
                              && entry.mode().equals(GroupRules.APPROVE)
                              && now.getEpochSecond() < entry.expiresAt())
                  .isPresent();
      return good ? Optional.of(guest.user()) : Optional.empty();
    } catch (MlsException | CborException | CertificateException e) {
      return Optional.empty();
    }
  }

  /** The invite that made this guest. */
  private static Optional<InviteEntry> entry(Certificate guest, byte[] groupId, Extensions context)
      throws CborException, CertificateException {
    String id = Base64.getUrlEncoder().withoutPadding().encodeToString(groupId);
    String[] path = guest.user().uri().split("/");
    String organisation = guest.user().organisation();
    boolean here = guest.guestGroup().filter(id::equals).isPresent();
    return GroupRules.of(context)
        .invite(path[path.length - 2])
        .filter(
            entry ->
                here
                    && entry.organisation().equals(organisation)
                    && guest.signedBy(entry.publicKey()));
  }

  private static InviteRefusedException revoked() {
    return new InviteRefusedException(
        Reason.REVOKED, "The invite was revoked: ask the inviter for a new link", null);
  }
}
