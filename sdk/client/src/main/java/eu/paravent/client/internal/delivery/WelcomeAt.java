package eu.paravent.client.internal.delivery;

/**
 * A welcome that waits for this device.
 *
 * @param sequence of the commit that added this device
 * @param welcome MLSMessage; not copied
 */
public record WelcomeAt(String welcomeId, String groupId, long sequence, byte[] welcome) {}
