package eu.paravent.client.invite;

import eu.paravent.client.ChatException;

/**
 * What was given is not a guest link, or not whole: ask for it again, or copy it again. Nothing was
 * sent anywhere.
 */
public final class InvalidLinkException extends ChatException {
  private static final long serialVersionUID = 1L;

  /** Made by the library. */
  public InvalidLinkException(String message) {
    super(message, null);
  }
}
