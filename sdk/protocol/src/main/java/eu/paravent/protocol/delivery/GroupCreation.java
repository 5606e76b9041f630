package eu.paravent.protocol.delivery;

/**
 * {@code POST} to {@link eu.paravent.protocol.Paths#GROUPS}: a group of one, epoch 0, whose only
 * member is the calling device.
 *
 * @param groupId base64url of the MLS group id
 * @param groupInfo MLSMessage with a GroupInfo, ratchet tree included
 */
public record GroupCreation(String groupId, byte[] groupInfo) {}
