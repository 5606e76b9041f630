package eu.paravent.client.identity;

/** How sure this client is of someone's keys. */
public enum Verification {
  /** Nobody compared anything: what vouches is the organisation, as it was first seen. */
  UNVERIFIED,
  /** The numbers were compared, and every key is one that was there then. */
  VERIFIED,
  /** The numbers were compared once, and there is a key that was not there then. */
  CHANGED
}
