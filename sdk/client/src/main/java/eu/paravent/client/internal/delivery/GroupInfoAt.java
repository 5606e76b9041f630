package eu.paravent.client.internal.delivery;

/**
 * The group info of what the server says is the current epoch.
 *
 * @param groupInfo MLSMessage; not copied
 * @param sequence of the commit that led to the epoch, 0 for epoch 0
 */
public record GroupInfoAt(byte[] groupInfo, long epoch, long sequence) {}
