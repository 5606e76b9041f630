package eu.paravent.server.devices.control;

import eu.paravent.protocol.ProblemCode;
import eu.paravent.server.identity.control.Certificates;
import eu.paravent.server.identity.control.DeviceName;
import eu.paravent.server.identity.control.VerifiedDevice;
import eu.paravent.server.invites.control.Invites;
import eu.paravent.server.organisations.control.Organisations;
import eu.paravent.server.problems.control.Refusal;
import eu.paravent.server.requests.control.ServerClock;
import eu.paravent.server.revocations.control.Revocations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Follows a chain to what this server knows: the organisation's root, or the invite's key. */
@ApplicationScoped
public class ChainCheck {
  @Inject Organisations organisations;
  @Inject Invites invites;
  @Inject Revocations revocations;
  @Inject ServerClock clock;

  /** Says nothing about whether a guest's invite is still alive. */
  public VerifiedDevice check(List<byte[]> chain) {
    DeviceName name = Certificates.claimedName(chain);
    if (name instanceof DeviceName.Staff staff) {
      VerifiedDevice device =
          Certificates.checkStaff(
              staff, chain, organisations.rootOf(staff.organisation()), clock.now());
      if (revocations.revoked(staff.organisation(), chain)) {
        throw revoked();
      }
      return device;
    }
    DeviceName.Guest guest = (DeviceName.Guest) name;
    Invites.Terms terms = invites.terms(guest.inviteId());
    return Certificates.checkGuest(guest, chain, terms.publicKey(), terms.groupId(), clock.now());
  }

  public static Refusal revoked() {
    return Refusal.of(
        ProblemCode.CERTIFICATE_REFUSED,
        "The organisation has revoked this certificate. Ask it for a new one.");
  }
}
