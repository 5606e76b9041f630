package eu.paravent.protocol.notices;

/**
 * Body of {@code POST} to {@link eu.paravent.protocol.Paths#RECEIPTS}.
 *
 * @param receipt JWS (compact, EdDSA) by the device's key, {@code typ} {@link #TYPE}, its chain in
 *     {@code x5c}, over a {@link Receipt}
 */
public record SignedReceipt(String receipt) {
  public static final String TYPE = "paravent-receipt+jws";
}
