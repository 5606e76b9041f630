package eu.paravent.client.internal.text;

import java.util.regex.Pattern;

/** Short texts that are shown in one line, of whoever sent them. */
public final class Lines {
  /** Would end the line, or turn its direction so that it reads as something else. */
  private static final Pattern UNFIT =
      Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069]");

  private Lines() {}

  /** Whether it is one, not shorter and not longer. */
  public static boolean fits(String text, int least, int most) {
    return text.length() >= least && text.length() <= most && !UNFIT.matcher(text).find();
  }

  /**
   * @return the text itself
   * @throws IllegalArgumentException if it is none
   */
  public static String line(String text, int least, int most, String what) {
    if (!fits(text, least, most)) {
      throw new IllegalArgumentException(
          what + " is one line of " + least + " to " + most + " characters");
    }
    return text;
  }
}
