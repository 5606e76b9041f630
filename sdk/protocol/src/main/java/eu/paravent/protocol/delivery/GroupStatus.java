package eu.paravent.protocol.delivery;

/**
 * @param head sequence number of the newest entry the caller may read; 0 for none
 * @param joined sequence number of the entry by which the caller joined (0 for the creator); it
 *     reads from the next on
 * @param member false once the caller was removed; it reads up to and including the commit that
 *     removed it
 */
public record GroupStatus(String groupId, long epoch, long head, long joined, boolean member) {}
