package eu.paravent.client.identity;

/**
 * An organisation whose root certificate this client knows: its own, and those whose people it met.
 *
 * @param organisation its id
 * @param fingerprint twelve groups of five digits: what two companies compare once, the same as
 *     {@link OrganisationAuthority#fingerprint}
 * @param payload the same for a QR code ({@link QrCode#of}). Not copied
 */
public record KnownOrganisation(
    String organisation, String fingerprint, byte[] payload, Verification verification) {
  /** Whether what was scanned is this organisation's {@link #payload}. */
  public boolean matches(byte[] scanned) {
    return java.security.MessageDigest.isEqual(payload, scanned);
  }

  @Override
  public String toString() {
    return "KnownOrganisation[" + organisation + ", " + verification + "]";
  }
}
