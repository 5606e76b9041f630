package eu.paravent.client.invite;

import java.time.Instant;
import java.util.Optional;

/**
 * An invite of a conversation.
 *
 * @param link present for those made by this client; who has it can join
 * @param uses guests inside that came by it
 * @param approval whether a member of staff lets each guest in
 */
public record GuestInvite(
    InviteId id,
    String label,
    Optional<GuestLink> link,
    Instant expiresAt,
    int maxUses,
    int uses,
    boolean approval) {}
