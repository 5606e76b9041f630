package eu.paravent.client;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a person: staff of an organisation, or a guest of one of its invites. A pseudonym; the name
 * that people see travels end to end encrypted.
 *
 * @param uri {@code mimi://<organisation>/u/<user>} for staff, {@code
 *     mimi://<organisation>/g/<inviteId>/<guest>} for a guest
 */
public record UserId(String uri) {
  private static final Pattern FORM =
      Pattern.compile(
          "mimi://([a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?)"
              + "/(?:u/([A-Za-z0-9_-]{1,64})|g/([A-Za-z0-9_-]{22,43})/([A-Za-z0-9_-]{1,64}))");

  public UserId {
    if (!FORM.matcher(uri).matches()) {
      throw new IllegalArgumentException(
          "Not a user: expected mimi://<organisation>/u/<user> or"
              + " mimi://<organisation>/g/<invite>/<guest>");
    }
  }

  /**
   * A member of staff.
   *
   * @param organisation for instance {@code acme.example}
   * @param user 1 to 64 letters, digits, {@code _} and {@code -}
   */
  public static UserId of(String organisation, String user) {
    return new UserId("mimi://" + organisation + "/u/" + user);
  }

  /** Whose certificate authority, or whose invite, vouches for this person. */
  public String organisation() {
    return match().group(1);
  }

  /** What stands after the organisation: the user, or the guest's random id. */
  public String name() {
    Matcher match = match();
    return match.group(2) != null ? match.group(2) : match.group(4);
  }

  /** Whether it is a guest, and not a member of staff. */
  public boolean guest() {
    return match().group(4) != null;
  }

  private Matcher match() {
    Matcher match = FORM.matcher(uri);
    if (!match.matches()) {
      throw new IllegalStateException("Checked when made");
    }
    return match;
  }

  @Override
  public String toString() {
    return uri;
  }
}
