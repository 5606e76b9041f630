package eu.paravent.protocol.delivery;

import java.util.List;
import java.util.Optional;

/**
 * Answer to {@code GET} of {@link eu.paravent.protocol.Paths#GROUPS}: the caller's groups, a page
 * of them.
 *
 * @param welcomes how many wait for the caller
 * @param next where the next page begins, for {@link eu.paravent.protocol.Paths#AFTER}; empty on
 *     the last one
 */
public record GroupList(
    List<GroupStatus> groups, Optional<Integer> welcomes, Optional<String> next) {}
