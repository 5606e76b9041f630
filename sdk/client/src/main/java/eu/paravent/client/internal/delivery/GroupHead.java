package eu.paravent.client.internal.delivery;

/**
 * Where a group stands, by the server's word.
 *
 * @param head newest entry this device may read, 0 for none
 * @param member false once this device was removed
 */
public record GroupHead(String groupId, long epoch, long head, boolean member) {}
