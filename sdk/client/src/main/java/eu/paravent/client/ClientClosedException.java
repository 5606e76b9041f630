package eu.paravent.client;

/** The client was closed: open a new client. */
public final class ClientClosedException extends ChatException {
  private static final long serialVersionUID = 1L;

  /** Made by the library. */
  public ClientClosedException() {
    super("This chat client is closed", null);
  }
}
