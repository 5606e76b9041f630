package eu.paravent.client.internal.delivery;

import java.time.Instant;

/**
 * What the server answers to whoever knows an invite's id; nothing about it is verified.
 *
 * @param rootCertificate DER
 */
public record OpenInvite(
    String inviteId,
    String groupId,
    String organisation,
    byte[] rootCertificate,
    Instant expiresAt,
    String mode,
    byte[] lobbyCard) {}
