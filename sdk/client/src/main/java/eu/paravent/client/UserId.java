package eu.paravent.client;

/**
 * Names a person: staff of an organisation, or a guest of one of its invites. A pseudonym; the name
 * that people see travels end to end encrypted.
 *
 * @param uri {@code mimi://<organisation>/u/<user>} for staff, {@code
 *     mimi://<organisation>/g/<inviteId>/<guest>} for a guest
 */
public record UserId(String uri) {
  private static final String SCHEME = "mimi://", STAFF = "/u/", GUEST = "/g/";
  private static final int ORGANISATION_MOST = 253, NAME_MOST = 64;
  private static final int INVITE_LEAST = 22, INVITE_MOST = 43;

  public UserId {
    if (!fits(uri)) {
      throw new IllegalArgumentException(
          "Not a user: expected mimi://<organisation>/u/<user> or"
              + " mimi://<organisation>/g/<invite>/<guest>");
    }
  }

  // by hand, not by a pattern: it is asked of every member, with every message
  private static boolean fits(String uri) {
    int end = uri.indexOf('/', SCHEME.length());
    if (!uri.startsWith(SCHEME) || end < 0 || !domain(uri, SCHEME.length(), end)) {
      return false;
    }
    int name = end + STAFF.length();
    if (uri.startsWith(STAFF, end)) {
      return text(uri, name, uri.length(), 1, NAME_MOST);
    }
    int slash = uri.indexOf('/', name);
    return uri.startsWith(GUEST, end)
        && slash >= 0
        && text(uri, name, slash, INVITE_LEAST, INVITE_MOST)
        && text(uri, slash + 1, uri.length(), 1, NAME_MOST);
  }

  private static boolean domain(String uri, int from, int to) {
    if (to <= from
        || to - from > ORGANISATION_MOST
        || !lower(uri.charAt(from))
        || !lower(uri.charAt(to - 1))) {
      return false;
    }
    for (int i = from; i < to; i++) {
      char c = uri.charAt(i);
      if (!lower(c) && c != '.' && c != '-') {
        return false;
      }
    }
    return true;
  }

  private static boolean lower(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  private static boolean text(String uri, int from, int to, int least, int most) {
    if (to - from < least || to - from > most) {
      return false;
    }
    for (int i = from; i < to; i++) {
      char c = uri.charAt(i);
      if (!lower(c) && !(c >= 'A' && c <= 'Z') && c != '_' && c != '-') {
        return false;
      }
    }
    return true;
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
    return uri.substring(SCHEME.length(), afterOrganisation());
  }

  /** What stands after the organisation: the user, or the guest's random id. */
  public String name() {
    return uri.substring(uri.lastIndexOf('/') + 1);
  }

  /** Whether it is a guest, and not a member of staff. */
  public boolean guest() {
    return uri.startsWith(GUEST, afterOrganisation());
  }

  private int afterOrganisation() {
    return uri.indexOf('/', SCHEME.length());
  }

  @Override
  public String toString() {
    return uri;
  }
}
