package eu.paravent.client.identity;

import eu.paravent.client.ChatException;
import org.jspecify.annotations.Nullable;

/**
 * The authority's file cannot be read or written, or the password is not its own: check path and
 * password.
 */
public final class AuthorityFileException extends ChatException {
  private static final long serialVersionUID = 1L;

  /** Made by the library. */
  public AuthorityFileException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
