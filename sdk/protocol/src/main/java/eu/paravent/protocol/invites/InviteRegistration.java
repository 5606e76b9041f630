package eu.paravent.protocol.invites;

import java.time.Instant;

/**
 * {@code PUT} to {@link eu.paravent.protocol.Paths#GROUP_INVITE} by a member, after the commit that
 * carries the same entry.
 *
 * @param publicKey raw Ed25519 key under which guest certificates are made
 * @param maxUses 1 to {@link eu.paravent.protocol.Limits#INVITE_USES}
 * @param mode {@code open}: the guest joins by external commit; {@code approve}: it asks, and a
 *     member of staff adds it
 * @param lobbyCard sealed under a key from the link; the server cannot read it
 */
public record InviteRegistration(
    byte[] publicKey, Instant expiresAt, int maxUses, String mode, byte[] lobbyCard) {
  public static final String OPEN = "open", APPROVE = "approve";
}
