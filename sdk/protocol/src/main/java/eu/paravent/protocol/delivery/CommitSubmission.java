package eu.paravent.protocol.delivery;

import java.util.Optional;

/**
 * {@code POST} to {@link eu.paravent.protocol.Paths#COMMITS}: all of it lands in one transaction,
 * or nothing.
 *
 * @param commit MLSMessage with a PublicMessage
 * @param welcome MLSMessage with a Welcome, where members are added
 * @param groupInfo MLSMessage with the GroupInfo of the next epoch, ratchet tree included
 */
public record CommitSubmission(byte[] commit, Optional<byte[]> welcome, byte[] groupInfo) {}
