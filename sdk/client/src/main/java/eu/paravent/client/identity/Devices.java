package eu.paravent.client.identity;

import eu.paravent.client.UserId;
import java.util.List;

/**
 * The devices of the people in this client's conversations. Looked after by itself: a new device is
 * added to its person's conversations, and a revoked one removed from them, by the first client
 * that is online and may. Thread-safe.
 */
public interface Devices {
  /** This person's devices as far as they are known here, this one first. */
  List<Device> own();

  /**
   * A person's devices, asked of the server. Each was certified by the person's organisation and is
   * not revoked; the server can leave devices out, but not invent one.
   *
   * @throws eu.paravent.client.UserUnknownException if the person has none
   * @throws eu.paravent.client.ServerUnavailableException if the server did not answer
   */
  List<Device> of(UserId person);

  /**
   * Takes a status list that came past the server, for instance by mail from the organisation.
   * Signed by the organisation, so it does not matter who brings it. Its devices are removed from
   * the conversations here, and the others in them are shown the list.
   *
   * @param list DER, as {@link OrganisationAuthority#revoke} made it
   * @return whether it was newer than the one known here
   * @throws eu.paravent.client.UntrustedException if it is not a list of an organisation that is
   *     known here
   */
  boolean takeStatusList(byte[] list);
}
