package eu.paravent.client.internal.delivery;

import java.time.Instant;

/**
 * A guest that waits, by the server's word.
 *
 * @param requestId the server's
 */
public record WaitingGuestAt(
    String requestId, String inviteId, byte[] keyPackage, byte[] name, Instant receivedAt) {}
