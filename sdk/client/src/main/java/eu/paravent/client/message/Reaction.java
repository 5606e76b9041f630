package eu.paravent.client.message;

import eu.paravent.client.UserId;

/**
 * One person's reaction to a message.
 *
 * @param by verified
 * @param emoji as it was sent: a few characters, usually one emoji, which a newer system may know
 *     and this one not
 */
public record Reaction(UserId by, String emoji) {
  /** The longest reaction, in UTF-16 units: emoji are put together of many. */
  public static final int EMOJI_MOST = 32;
}
