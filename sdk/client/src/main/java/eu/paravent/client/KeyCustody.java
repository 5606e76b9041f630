package eu.paravent.client;

/**
 * Who holds the keys of a device, as the software on it declares. The declaration is part of what
 * the device signs of itself in every group, so neither the server nor another member can alter it;
 * it is the device's own word all the same, and no proof.
 */
public enum KeyCustody {
  /** The person's own device does: its browser, its desktop. */
  DEVICE,
  /**
   * The organisation does, for the person: the client runs in the organisation's own server. Who
   * runs that server can read what the person can read.
   */
  ORGANISATION
}
