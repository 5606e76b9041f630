package eu.paravent.client;

import org.jspecify.annotations.Nullable;

/**
 * The server gave no answer, or none yet: call again later, the client itself keeps trying where it
 * can. Whether the server acted is unknown; calling again does not do it twice.
 */
public final class ServerUnavailableException extends ChatException {
  private static final long serialVersionUID = 1L;

  /** Made by the library. */
  public ServerUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
