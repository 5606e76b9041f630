package eu.paravent.client.internal.delivery;

import eu.paravent.client.RefusedException;
import eu.paravent.client.internal.delivery.Http.Call;
import eu.paravent.client.spi.Transport;
import eu.paravent.protocol.Headers;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.invites.InviteCard;
import eu.paravent.protocol.notices.SignedProfile;
import eu.paravent.protocol.organisations.OrganisationRegistration;
import eu.paravent.protocol.organisations.RevocationList;
import java.time.InstantSource;
import java.util.Optional;

/** The few calls that need no signing in. Thread-safe. */
public final class PublicApi {
  private final Http http;

  public PublicApi(Transport transport) {
    this.http = new Http(transport, InstantSource.system());
  }

  /**
   * @throws eu.paravent.client.InviteRefusedException if the server knows it as dead, or not at all
   */
  public OpenInvite invite(String inviteId) {
    Call call = Call.of("GET", Paths.fill(Paths.INVITE, inviteId));
    InviteCard card = Http.read(call, InviteCard.class, http.send(call, Optional.empty()));
    return new OpenInvite(
        card.inviteId(),
        card.groupId(),
        card.organisation(),
        card.rootCertificate(),
        card.expiresAt(),
        card.mode(),
        card.lobbyCard());
  }

  /** The company's profile as it was signed; empty where the server has none. Not verified. */
  public Optional<String> profile(String organisation) {
    Call call = Call.of("GET", Paths.fill(Paths.PROFILE, organisation));
    try {
      SignedProfile answer =
          Http.read(call, SignedProfile.class, http.send(call, Optional.empty()));
      return Optional.of(answer.profile());
    } catch (RefusedException e) {
      // a server from before there were profiles knows no such address
      if (e.code().equals(ProblemCode.PROFILE_UNKNOWN.code())
          || e.code().equals(ProblemCode.NOT_FOUND.code())) {
        return Optional.empty();
      }
      throw e;
    }
  }

  public void publishProfile(String organisation, String signed) {
    http.send(
        Call.of("PUT", Paths.fill(Paths.PROFILE, organisation)).json(new SignedProfile(signed)),
        Optional.empty());
  }

  /** The same list again is no error. */
  public void publishStatusList(String organisation, byte[] list) {
    http.send(
        Call.of("PUT", Paths.fill(Paths.REVOCATIONS, organisation)).json(new RevocationList(list)),
        Optional.empty());
  }

  /** Registers an organisation's root; the same root again is no error. */
  public void registerOrganisation(
      String organisation, byte[] rootCertificate, String proof, String registrationToken) {
    http.send(
        Call.of("PUT", Paths.fill(Paths.ORGANISATION, organisation))
            .json(new OrganisationRegistration(rootCertificate, proof))
            .header(Headers.REGISTRATION_TOKEN, registrationToken),
        Optional.empty());
  }
}
