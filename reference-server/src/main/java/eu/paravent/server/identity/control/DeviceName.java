package eu.paravent.server.identity.control;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who a device is by its certificate's URIs; pseudonyms only. */
public sealed interface DeviceName {
  String organisation();

  /** The device itself, unique on this server. */
  String uri();

  /** Whom it belongs to. */
  String userUri();

  /** {@code mimi://<organisation>/u/<user>} with {@code mimi://<organisation>/d/<device>}. */
  record Staff(String organisation, String user, String device) implements DeviceName {
    @Override
    public String uri() {
      return "mimi://" + organisation + "/d/" + device;
    }

    @Override
    public String userUri() {
      return "mimi://" + organisation + "/u/" + user;
    }
  }

  /** {@code mimi://<organisation>/g/<inviteId>/<guest>}: user and device in one. */
  record Guest(String organisation, String inviteId, String guest) implements DeviceName {
    @Override
    public String uri() {
      return "mimi://" + organisation + "/g/" + inviteId + "/" + guest;
    }

    @Override
    public String userUri() {
      return uri();
    }
  }

  /** Whether it may name an organisation. */
  static boolean isOrganisation(String text) {
    return Patterns.ORGANISATION.matcher(text).matches();
  }

  static Optional<Guest> guest(String uri) {
    Matcher matcher = Patterns.GUEST.matcher(uri);
    return matcher.matches()
        ? Optional.of(new Guest(matcher.group(1), matcher.group(2), matcher.group(3)))
        : Optional.empty();
  }

  /** In whatever order the two come. */
  static Optional<Staff> staff(String one, String other) {
    Matcher user = Patterns.USER.matcher(one);
    Matcher device = Patterns.DEVICE.matcher(other);
    if (!user.matches()) {
      user.reset(other);
      device.reset(one);
    }
    return user.matches() && device.matches() && user.group(1).equals(device.group(1))
        ? Optional.of(new Staff(user.group(1), user.group(2), device.group(2)))
        : Optional.empty();
  }

  /** What the names are made of. */
  final class Patterns {
    private static final String DOMAIN = "([a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?)";
    private static final String PSEUDONYM = "([A-Za-z0-9_-]{1,64})";
    private static final Pattern ORGANISATION = Pattern.compile(DOMAIN);
    private static final Pattern USER = Pattern.compile("mimi://" + DOMAIN + "/u/" + PSEUDONYM);
    private static final Pattern DEVICE = Pattern.compile("mimi://" + DOMAIN + "/d/" + PSEUDONYM);
    private static final Pattern GUEST =
        Pattern.compile("mimi://" + DOMAIN + "/g/" + PSEUDONYM + "/" + PSEUDONYM);

    private Patterns() {}
  }
}
