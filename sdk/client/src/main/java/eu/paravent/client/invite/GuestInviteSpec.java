package eu.paravent.client.invite;

import java.time.Duration;

/**
 * What a new guest invite shall be. Immutable.
 *
 * @param lifetime until when guests can join; who joined stays
 * @param maxUses how many guests can join, 1 to 100
 * @param label what the guest is called for the people inside until it gives its name; end to end
 *     encrypted
 */
public record GuestInviteSpec(Duration lifetime, int maxUses, String label) {
  private static final Duration LIFETIME_MOST = Duration.ofDays(365);
  private static final int USES_MOST = 100, LABEL_MOST = 100;

  public GuestInviteSpec {
    if (lifetime.compareTo(Duration.ofMinutes(1)) < 0 || lifetime.compareTo(LIFETIME_MOST) > 0) {
      throw new IllegalArgumentException("An invite lives from one minute to 365 days");
    }
    if (maxUses < 1 || maxUses > USES_MOST) {
      throw new IllegalArgumentException("An invite is for 1 to " + USES_MOST + " guests");
    }
    if (label.length() > LABEL_MOST) {
      throw new IllegalArgumentException("A label has at most " + LABEL_MOST + " characters");
    }
  }

  /** For one guest. */
  public static GuestInviteSpec singleUse(Duration lifetime) {
    return new GuestInviteSpec(lifetime, 1, "");
  }

  /** For several guests with the same link. */
  public static GuestInviteSpec upTo(int guests, Duration lifetime) {
    return new GuestInviteSpec(lifetime, guests, "");
  }

  public GuestInviteSpec label(String label) {
    return new GuestInviteSpec(lifetime, maxUses, label);
  }
}
