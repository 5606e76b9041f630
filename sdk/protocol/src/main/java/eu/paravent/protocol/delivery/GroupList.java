package eu.paravent.protocol.delivery;

import java.util.List;
import java.util.Optional;

/**
 * Answer to {@code GET} of {@link eu.paravent.protocol.Paths#GROUPS}: the caller's groups.
 *
 * @param welcomes how many wait for the caller
 */
public record GroupList(List<GroupStatus> groups, Optional<Integer> welcomes) {}
