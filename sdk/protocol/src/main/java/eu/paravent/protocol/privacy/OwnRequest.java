package eu.paravent.protocol.privacy;

/**
 * Body of {@code POST} to {@link eu.paravent.protocol.Paths#OWN_REQUESTS}.
 *
 * @param kind one of {@link PrivacyCase#KINDS}
 */
public record OwnRequest(String kind) {}
