package eu.paravent.client.invite;

import java.time.Duration;
import java.util.Optional;

/**
 * What a new guest invite shall be. Immutable; {@link #toString} leaves the password out.
 *
 * @param lifetime until when guests can join; who joined stays
 * @param maxUses how many guests can join, 1 to 100
 * @param label what the guest is called for the people inside until it gives its name; end to end
 *     encrypted
 * @param password what a guest needs besides the link; never stored nor sent, so whoever makes the
 *     invite tells the guest by another way
 * @param approval whether a member of staff lets each guest in
 */
public record GuestInviteSpec(
    Duration lifetime, int maxUses, String label, Optional<String> password, boolean approval) {
  private static final Duration LIFETIME_MOST = Duration.ofDays(365);
  private static final int USES_MOST = 100, LABEL_MOST = 100;

  /** Characters of a password: more do not make it better. */
  private static final int PASSWORD_LEAST = 6, PASSWORD_MOST = 200;

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
    if (password.isPresent()
        && (password.get().strip().length() < PASSWORD_LEAST
            || password.get().length() > PASSWORD_MOST)) {
      throw new IllegalArgumentException(
          "A password has " + PASSWORD_LEAST + " to " + PASSWORD_MOST + " characters");
    }
  }

  /** Without a password; guests join by themselves. */
  public GuestInviteSpec(Duration lifetime, int maxUses, String label) {
    this(lifetime, maxUses, label, Optional.empty(), false);
  }

  /** For one guest. */
  public static GuestInviteSpec singleUse(Duration lifetime) {
    return new GuestInviteSpec(lifetime, 1, "");
  }

  /** For several guests with the same link. */
  public static GuestInviteSpec upTo(int guests, Duration lifetime) {
    return new GuestInviteSpec(lifetime, guests, "");
  }

  /** Called so for the people inside until the guest gives its name. */
  public GuestInviteSpec label(String label) {
    return new GuestInviteSpec(lifetime, maxUses, label, password, approval);
  }

  /**
   * Asks guests for a password. Spaces around it do not count, capitals do. Whoever has the link
   * can try passwords on a machine of its own, where no server counts: Argon2id makes each try
   * slow, and a guessable password stays guessable.
   */
  public GuestInviteSpec password(String password) {
    return new GuestInviteSpec(lifetime, maxUses, label, Optional.of(password), approval);
  }

  /**
   * Lets nobody in whom no member of staff has looked at. Nothing of the conversation is shown to
   * who waits, and members refuse guests of this invite that come in by themselves.
   */
  public GuestInviteSpec withApproval() {
    return new GuestInviteSpec(lifetime, maxUses, label, password, true);
  }

  @Override
  public String toString() {
    return "GuestInviteSpec[" + lifetime + ", " + maxUses + " guests]";
  }
}
