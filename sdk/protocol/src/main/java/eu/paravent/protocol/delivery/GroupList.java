package eu.paravent.protocol.delivery;

import java.util.List;

/** Answer to {@code GET} of {@link eu.paravent.protocol.Paths#GROUPS}: the caller's groups. */
public record GroupList(List<GroupStatus> groups) {}
