package eu.paravent.client;

import java.util.regex.Pattern;

/**
 * Names a conversation, the same for everyone in it: random, says nothing about it.
 *
 * @param value base64url without padding, of 16 to 32 bytes
 */
public record ConversationId(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{22,43}");

  public ConversationId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("Not a conversation id");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
