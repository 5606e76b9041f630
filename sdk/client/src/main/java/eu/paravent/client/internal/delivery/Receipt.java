package eu.paravent.client.internal.delivery;

import java.time.Instant;

/**
 * The server's word that it appended something.
 *
 * @param epoch the group's epoch after it
 */
public record Receipt(long sequence, long epoch, Instant receivedAt) {}
