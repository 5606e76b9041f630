package eu.paravent.client.identity;

import eu.paravent.client.internal.delivery.JdkTransport;
import eu.paravent.client.internal.delivery.PublicApi;
import eu.paravent.client.notice.CompanyProfile;
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

  /**
   * Publishes what the company says of itself; from then on guests join only once they were shown
   * it. The same again is no error.
   *
   * @param version counts the profiles of this company: higher than that of the one before. The
   *     version of the notice in it grows only where people are to see it again.
   * @throws IllegalArgumentException if something is missing or too long
   * @throws eu.paravent.client.RefusedException if the server has a newer one, or does not know the
   *     organisation
   */
  public static void publish(
      URI server, OrganisationAuthority authority, long version, CompanyProfile profile) {
    try (Transport transport = new JdkTransport(server)) {
      publish(authority, version, profile, transport);
    }
  }

  /**
   * Shows the server which devices are revoked: it signs them in no more, and hands the list to
   * everybody. The same again is no error.
   *
   * @param list as {@link OrganisationAuthority#revoke} made it
   * @throws eu.paravent.client.RefusedException if the server has a newer one, or does not know the
   *     organisation
   */
  public static void publishStatusList(URI server, String organisation, byte[] list) {
    try (Transport transport = new JdkTransport(server)) {
      publishStatusList(organisation, list, transport);
    }
  }

  /** As above, over this transport, which stays open. */
  public static void publishStatusList(String organisation, byte[] list, Transport transport) {
    new PublicApi(transport).publishStatusList(organisation, list);
  }

  /** As above, over this transport, which stays open. */
  public static void publish(
      OrganisationAuthority authority, long version, CompanyProfile profile, Transport transport) {
    new PublicApi(transport)
        .publishProfile(authority.organisation(), authority.sign(version, profile));
  }
}
