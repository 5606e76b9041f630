package eu.paravent.client.call;

import java.util.regex.Pattern;

/**
 * What one device says to set up a call: encrypted like every message, in the order of the
 * conversation, never shown as a message. Media do not go this way.
 *
 * @param call names the call: 22 characters of base64url
 * @param video whether the one who says it wants to be seen
 * @param from names the device's part in the call: 22 characters of base64url, made anew each time
 *     it takes part
 * @param to whose part it is meant for; empty where it is for everybody
 * @param description what {@link Kind#OFFER} and {@link Kind#ANSWER} describe, otherwise what else
 *     there is to say; at most {@link #DESCRIPTION_MOST} characters, opaque here
 */
public record CallSignal(
    String call, Kind kind, boolean video, String from, String to, String description) {
  public static final int DESCRIPTION_MOST = 32_768;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{22}");

  /** What is said. */
  public enum Kind {
    /** A call begins; who says so is in it. */
    RING,
    /** Takes part from now on. */
    JOIN,
    /** How to reach the one who says so. */
    OFFER,
    /** The answer to an offer. */
    ANSWER,
    /** Does not want to take part; also tells the person's other devices. */
    DECLINE,
    /** Takes part no longer. */
    LEAVE
  }

  /**
   * @throws IllegalArgumentException if it is not one
   */
  public CallSignal {
    if (!NAME.matcher(call).matches()
        || !NAME.matcher(from).matches()
        || !(to.isEmpty() || NAME.matcher(to).matches())) {
      throw new IllegalArgumentException("A call and its parts are named by 22 characters");
    }
    if (description.length() > DESCRIPTION_MOST) {
      throw new IllegalArgumentException(
          "The description of a call has at most " + DESCRIPTION_MOST + " characters");
    }
    boolean directed = kind == Kind.OFFER || kind == Kind.ANSWER;
    if (directed == to.isEmpty()) {
      throw new IllegalArgumentException("Offers and answers are for one, all else is for all");
    }
  }

  /** Descriptions hold addresses of people's networks. */
  @Override
  public String toString() {
    return "CallSignal[" + kind + " in " + call + "]";
  }
}
