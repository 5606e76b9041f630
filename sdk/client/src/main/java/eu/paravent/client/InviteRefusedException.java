package eu.paravent.client;

import org.jspecify.annotations.Nullable;

/** The invite does not let anyone in any more, or never did: ask the inviter for a new link. */
public final class InviteRefusedException extends ChatException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Made by the library. */
  public InviteRefusedException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Why it lets nobody in. */
  public Reason reason() {
    return reason;
  }

  /** Why an invite lets nobody in. */
  public enum Reason {
    /** The server does not know it, or not any more. */
    UNKNOWN,
    /** Its time is over. */
    EXPIRED,
    /** Somebody inside closed it. */
    REVOKED,
    /** As many guests came by it as it was for. */
    USED_UP
  }
}
