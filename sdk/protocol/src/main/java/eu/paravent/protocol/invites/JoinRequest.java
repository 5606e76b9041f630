package eu.paravent.protocol.invites;

/**
 * {@code PUT} to {@link eu.paravent.protocol.Paths#JOIN_REQUEST} by a guest whose invite is of mode
 * {@code approve}.
 *
 * @param keyPackage MLSMessage; its credential is the chain the guest signed in with
 * @param name what the guest calls itself, sealed under a key from the link; the server cannot read
 *     it
 */
public record JoinRequest(byte[] keyPackage, byte[] name) {}
