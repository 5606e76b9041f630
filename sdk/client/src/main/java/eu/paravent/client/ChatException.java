package eu.paravent.client;

import org.jspecify.annotations.Nullable;

/**
 * Something a caller asked for did not happen. The subclass says what to do next; the message says
 * what was attempted, with public ids only. Nothing was half done when it is thrown.
 */
public abstract class ChatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** For the kinds that there are. */
  protected ChatException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
