package eu.paravent.protocol.delivery;

/**
 * {@code POST} to {@link eu.paravent.protocol.Paths#MESSAGES}.
 *
 * @param message MLSMessage: an application message as PrivateMessage, or a proposal as
 *     PublicMessage, for the group's current epoch
 */
public record MessageSubmission(byte[] message) {}
