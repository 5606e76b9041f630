package eu.paravent.protocol.invites;

import java.util.List;

/**
 * Answer to {@code GET} of {@link eu.paravent.protocol.Paths#JOIN_REQUESTS}: those that wait,
 * oldest first.
 */
public record JoinRequestList(List<PendingJoinRequest> requests) {}
