package eu.paravent.client;

import org.jspecify.annotations.Nullable;

/**
 * No device of this user can be reached yet: the user must start the application once, then call
 * again.
 */
public final class UserUnknownException extends ChatException {
  private static final long serialVersionUID = 1L;

  /** Made by the library. */
  public UserUnknownException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
