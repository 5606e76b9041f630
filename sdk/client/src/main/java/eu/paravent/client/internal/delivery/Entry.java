package eu.paravent.client.internal.delivery;

import java.time.Instant;

/**
 * One entry of a group's log as the server gave it: nothing about it is verified.
 *
 * @param message MLSMessage; not copied
 */
public record Entry(long sequence, Kind kind, long epoch, byte[] message, Instant receivedAt) {
  /** What the server takes the message for. */
  public enum Kind {
    APPLICATION,
    PROPOSAL,
    COMMIT,
    /** Of a newer server. */
    OTHER
  }
}
