package eu.paravent.client.history;

import java.time.Instant;

/**
 * A device wants to have what was said before it came.
 *
 * @param id of this request
 * @param device the URI of the device that asks: one of the same person, certified by its
 *     organisation
 * @param at when it asked, by the clock of the device that shows this
 * @param code the same on both devices where nobody stands in between: 24 digits for a person to
 *     compare
 */
public record HistoryRequest(String id, String device, Instant at, String code) {
  /**
   * Whether this is the code that the other device shows.
   *
   * @param said its digits, with whatever stands between them
   */
  public boolean matches(String said) {
    return digits(said).equals(digits(code));
  }

  private static String digits(String text) {
    return text.replaceAll("[^0-9]", "");
  }
}
