package eu.paravent.client.internal.delivery;

import java.time.Instant;

/**
 * What the server enforces of an invite.
 *
 * @param publicKey raw Ed25519
 * @param lobbyCard sealed under a key from the link
 */
public record InviteTerms(
    byte[] publicKey, Instant expiresAt, int maxUses, String mode, byte[] lobbyCard) {}
