package eu.paravent.archive;

import java.util.Optional;

/**
 * What whoever verifies knows from elsewhere.
 *
 * @param root the organisation's root certificate, DER: the one whose fingerprint it publishes
 * @param timestampAuthority the certificate of the timestamp authority, DER
 * @param noted a head that was noted earlier: the journal must still contain it
 */
public record Trust(
    byte[] root, Optional<byte[]> timestampAuthority, Optional<Journal.Head> noted) {
  public static Trust in(byte[] root) {
    return new Trust(root, Optional.empty(), Optional.empty());
  }

  public Trust andStampsOf(byte[] authority) {
    return new Trust(root, Optional.of(authority), noted);
  }

  public Trust andHead(Journal.Head head) {
    return new Trust(root, timestampAuthority, Optional.of(head));
  }
}
