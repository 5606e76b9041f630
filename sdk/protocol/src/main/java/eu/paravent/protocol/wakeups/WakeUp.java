package eu.paravent.protocol.wakeups;

import java.time.Instant;

/**
 * That this device is woken. Its endpoint is not told back.
 *
 * @param expiresAt when it ends unless the device registers again
 */
public record WakeUp(String kind, Instant expiresAt) {}
