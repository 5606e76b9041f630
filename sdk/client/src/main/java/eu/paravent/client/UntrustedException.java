package eu.paravent.client;

import org.jspecify.annotations.Nullable;

/**
 * What the server gave contradicts what can be verified: it is broken, or it lies. Nothing was
 * taken over. Tell a person who may judge the operator; do not simply call again.
 */
public final class UntrustedException extends ChatException {
  private static final long serialVersionUID = 1L;

  /** Made by the library. */
  public UntrustedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
