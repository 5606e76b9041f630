package eu.paravent.client.identity;

import eu.paravent.client.UserId;

/**
 * A device of a person, certified by the person's own organisation.
 *
 * @param uri {@code mimi://<organisation>/d/<device>}; a pseudonym
 * @param certificate DER, for {@link OrganisationAuthority#revoke}; not copied
 * @param self whether it is the one that this client runs on
 */
public record Device(String uri, UserId user, byte[] certificate, boolean self) {
  @Override
  public String toString() {
    return "Device[" + uri + "]";
  }
}
