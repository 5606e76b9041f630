package eu.paravent.client.invite;

import java.util.regex.Pattern;

/**
 * Names an invite; not a secret.
 *
 * @param value base64url of 16 bytes
 */
public record InviteId(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{22}");

  public InviteId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("Not an invite id");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
