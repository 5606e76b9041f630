package eu.paravent.mls;

import java.util.Optional;

/**
 * A staged commit and what belongs to it: send all of it in one request. The group stays in its
 * epoch until {@link MlsGroup#mergePendingCommit()}.
 *
 * @param epoch the epoch the commit is for (before it)
 * @param commit MLSMessage with a PublicMessage
 * @param welcome MLSMessage with the Welcome, where members are added
 * @param groupInfo MLSMessage with the signed GroupInfo of the next epoch, ratchet tree and
 *     external_pub included
 */
public record CommitBundle(long epoch, byte[] commit, Optional<byte[]> welcome, byte[] groupInfo) {}
