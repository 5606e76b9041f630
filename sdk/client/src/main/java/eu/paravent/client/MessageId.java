package eu.paravent.client;

import java.util.regex.Pattern;

/**
 * Names a message, the same for everyone in the conversation.
 *
 * @param value base64url without padding
 */
public record MessageId(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{22,64}");

  public MessageId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("Not a message id");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
