package eu.paravent.protocol.invites;

import java.util.List;
import java.util.Optional;

/**
 * Answer to {@code GET} of {@link eu.paravent.protocol.Paths#JOIN_REQUESTS}: those that wait,
 * oldest first.
 *
 * @param next where the next page begins; empty on the last one
 */
public record JoinRequestList(List<PendingJoinRequest> requests, Optional<String> next) {}
