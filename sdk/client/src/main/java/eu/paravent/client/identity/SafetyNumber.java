package eu.paravent.client.identity;

import eu.paravent.client.internal.keys.SafetyDigits;

/**
 * What two persons compare, over a channel that nobody else controls: on both sides the same sixty
 * digits, made of all keys that the two have in a conversation. Equal numbers prove that nobody
 * sits between them there. They change when one of the two gets or loses a device, or a device gets
 * another key; they do not when a certificate is renewed or others come and go.
 *
 * @param digits twelve groups of five, the same on both sides
 * @param payload what a QR code holds ({@link QrCode#of}); the two sides' differ. Not copied
 */
public record SafetyNumber(String digits, byte[] payload) {
  /**
   * Whether what was scanned from the other's screen belongs to this number.
   *
   * @param scanned the other's {@link #payload}, or whatever else was scanned
   */
  public boolean matches(byte[] scanned) {
    return SafetyDigits.matches(payload, scanned);
  }

  /**
   * Whether what the other read out or wrote down is this number.
   *
   * @param said the other's {@link #digits}, with whatever stands between them
   */
  public boolean matches(String said) {
    return said.replaceAll("[^0-9]", "").equals(digits.replace(" ", ""));
  }

  @Override
  public String toString() {
    return "SafetyNumber[" + digits + "]";
  }
}
