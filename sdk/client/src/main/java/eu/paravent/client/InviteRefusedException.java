package eu.paravent.client;

import org.jspecify.annotations.Nullable;

/** The invite does not let anyone in any more, or never did: ask the inviter for a new link. */
public final class InviteRefusedException extends ChatException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  public InviteRefusedException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  public enum Reason {
    UNKNOWN,
    EXPIRED,
    REVOKED,
    USED_UP
  }
}
