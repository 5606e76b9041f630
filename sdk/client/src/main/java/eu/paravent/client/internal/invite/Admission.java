package eu.paravent.client.internal.invite;

import eu.paravent.client.InviteRefusedException;
import eu.paravent.client.InviteRefusedException.Reason;
import eu.paravent.client.UntrustedException;
import eu.paravent.client.internal.cbor.CborException;
import eu.paravent.client.internal.keys.Certificate;
import eu.paravent.client.internal.keys.Certificate.CertificateException;
import eu.paravent.client.internal.keys.GroupRules;
import eu.paravent.client.internal.keys.GroupRules.InviteEntry;
import eu.paravent.mls.Extensions;
import java.time.Instant;
import java.util.Base64;

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

  private static InviteRefusedException revoked() {
    return new InviteRefusedException(
        Reason.REVOKED, "The invite was revoked: ask the inviter for a new link", null);
  }
}
