package eu.paravent.protocol.delivery;

/**
 * Answer to {@code GET} of {@link eu.paravent.protocol.Paths#GROUP_INFO}.
 *
 * @param sequence of the commit that led to this epoch; 0 for epoch 0
 */
public record CurrentGroupInfo(byte[] groupInfo, long epoch, long sequence) {}
