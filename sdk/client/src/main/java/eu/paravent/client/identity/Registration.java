package eu.paravent.client.identity;

import eu.paravent.client.internal.delivery.JdkTransport;
import eu.paravent.client.internal.delivery.PublicApi;
import eu.paravent.client.spi.Transport;
import java.net.URI;

/** Makes an organisation known to a server: once, before its first device signs in. */
public final class Registration {
  private Registration() {}

  /**
   * Registers the root certificate of this authority. The same again is no error.
   *
   * @param server the server's base address, as the server knows itself
   * @param registrationToken the operator hands it out
   * @throws eu.paravent.client.RefusedException if the token is wrong, or the organisation is
   *     registered with another root
   */
  public static void register(
      URI server, OrganisationAuthority authority, String registrationToken) {
    try (Transport transport = new JdkTransport(server)) {
      register(server, authority, registrationToken, transport);
    }
  }

  /** As above, over this transport, which stays open. */
  public static void register(
      URI server, OrganisationAuthority authority, String registrationToken, Transport transport) {
    new PublicApi(transport)
        .registerOrganisation(
            authority.organisation(),
            authority.rootCertificate(),
            authority.registrationProof(server),
            registrationToken);
  }
}
