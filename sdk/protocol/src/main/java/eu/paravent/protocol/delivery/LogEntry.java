package eu.paravent.protocol.delivery;

import java.time.Instant;

/**
 * @param kind {@code application}, {@code proposal} or {@code commit}
 * @param epoch the epoch the message is for
 * @param message MLSMessage, byte-exact as it was sent
 */
public record LogEntry(long sequence, String kind, long epoch, byte[] message, Instant receivedAt) {
  public static final String APPLICATION = "application", PROPOSAL = "proposal", COMMIT = "commit";
}
