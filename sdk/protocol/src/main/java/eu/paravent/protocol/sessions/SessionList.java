package eu.paravent.protocol.sessions;

import java.util.List;
import java.util.Optional;

/**
 * Answer to {@code GET} of {@link eu.paravent.protocol.Paths#SESSIONS}: those of the caller's user,
 * on all devices.
 *
 * @param next where the next page begins; empty on the last one
 */
public record SessionList(List<DeviceSession> sessions, Optional<String> next) {}
