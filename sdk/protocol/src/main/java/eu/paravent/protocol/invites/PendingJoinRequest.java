package eu.paravent.protocol.invites;

import java.time.Instant;

/**
 * A guest that waits to be let in. Nothing of it is to be believed but what the key package proves.
 *
 * @param deviceUri of the guest
 * @param keyPackage MLSMessage, to be added by a commit
 * @param name sealed under a key from the link
 */
public record PendingJoinRequest(
    String requestId,
    String inviteId,
    String deviceUri,
    byte[] keyPackage,
    byte[] name,
    Instant receivedAt,
    Instant expiresAt) {}
