package eu.paravent.protocol.sessions;

import java.time.Instant;

/**
 * A session of one of the caller's own devices.
 *
 * @param sessionId names it, and allows nothing else
 * @param current whether it is the one that asks
 */
public record DeviceSession(
    String sessionId, String deviceUri, Instant begunAt, Instant expiresAt, boolean current) {}
