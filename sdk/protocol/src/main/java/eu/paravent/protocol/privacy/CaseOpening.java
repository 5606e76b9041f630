package eu.paravent.protocol.privacy;

import java.time.Instant;

/**
 * Body of {@code POST} to {@link eu.paravent.protocol.Paths#CASES}.
 *
 * @param kind one of {@link PrivacyCase#KINDS}
 * @param person URI of a member of staff or of a guest's device
 * @param receivedAt when the person asked: the deadline counts from there
 * @param reference of the file that the officer keeps elsewhere; may be empty
 */
public record CaseOpening(String kind, String person, Instant receivedAt, String reference) {}
