package eu.paravent.protocol.delivery;

/**
 * @param welcomeId for the acknowledgement: {@code DELETE} of {@link
 *     eu.paravent.protocol.Paths#WELCOME}
 * @param sequence of the commit that added the caller; the log is read from the next on
 * @param welcome MLSMessage with a Welcome
 */
public record PendingWelcome(String welcomeId, String groupId, long sequence, byte[] welcome) {}
