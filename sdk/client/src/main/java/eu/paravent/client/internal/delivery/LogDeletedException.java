package eu.paravent.client.internal.delivery;

/**
 * The server has deleted entries that this device did not fetch in time. Thrown by the reading of a
 * group's log, never to the host.
 */
public final class LogDeletedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long oldest;

  LogDeletedException(long oldest, String message) {
    super(message);
    this.oldest = oldest;
  }

  /** The entry from which the log goes on, by the server's word; 0 where it does not say. */
  public long oldest() {
    return oldest;
  }
}
