package eu.paravent.protocol.delivery;

/**
 * {@code POST} to {@link eu.paravent.protocol.Paths#SIGNALS}: for those who are connected right now
 * (that someone types, for instance). Never stored; may be lost.
 *
 * @param message MLSMessage: a PrivateMessage of the group's current epoch
 */
public record SignalSubmission(byte[] message) {}
