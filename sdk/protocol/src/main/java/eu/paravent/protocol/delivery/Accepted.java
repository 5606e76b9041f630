package eu.paravent.protocol.delivery;

import java.time.Instant;

/**
 * @param sequence position in the group's log, from 1, without gaps
 * @param epoch the group's epoch after this entry
 * @param receivedAt the server's clock
 */
public record Accepted(long sequence, long epoch, Instant receivedAt) {}
