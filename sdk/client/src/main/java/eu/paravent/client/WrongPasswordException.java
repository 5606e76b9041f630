package eu.paravent.client;

/**
 * The password does not fit the guest link: try again, or ask whoever sent the link. Found out on
 * this device alone: nothing was sent, and nothing changed. A server that tampers with what it
 * keeps of the invite brings this about too.
 */
public final class WrongPasswordException extends ChatException {
  private static final long serialVersionUID = 1L;

  /** Made by the library. */
  public WrongPasswordException(String message) {
    super(message, null);
  }
}
