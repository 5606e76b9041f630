package eu.paravent.client.internal.delivery;

/**
 * The group moved on while this was made: catch up, make it again, send it under the same key.
 * Thrown by the calls that append to a group's log, never to the host.
 */
public final class EpochConflictException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EpochConflictException(String message) {
    super(message);
  }
}
