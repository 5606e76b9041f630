package eu.paravent.protocol.sessions;

import java.util.List;

/**
 * Answer to {@code GET} of {@link eu.paravent.protocol.Paths#SESSIONS}: those of the caller's user,
 * on all devices.
 */
public record SessionList(List<DeviceSession> sessions) {}
