package eu.paravent.client.message;

import java.util.regex.Pattern;

/** Short texts that are shown in one line, of whoever sent them. */
final class Lines {
  /** Would end the line, or turn its direction so that it reads as something else. */
  private static final Pattern UNFIT =
      Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069]");

  private Lines() {}

  /**
   * @return the text itself
   * @throws IllegalArgumentException if it is none
   */
  static String line(String text, int least, int most, String what) {
    if (text.length() < least || text.length() > most || UNFIT.matcher(text).find()) {
      throw new IllegalArgumentException(
          what + " is one line of " + least + " to " + most + " characters");
    }
    return text;
  }
}
