package eu.paravent.protocol.invites;

import java.time.Instant;

/**
 * Answer to {@code GET} of {@link eu.paravent.protocol.Paths#INVITE}, without signing in. A dead
 * invite is refused with a problem that says why.
 *
 * @param organisation id of the inviting organisation
 * @param rootCertificate DER; the client compares its hash with the one in the link
 */
public record InviteCard(
    String inviteId,
    String groupId,
    String organisation,
    byte[] rootCertificate,
    Instant expiresAt,
    String mode,
    byte[] lobbyCard) {}
