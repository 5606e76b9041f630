package eu.paravent.protocol.privacy;

import java.util.List;

/**
 * Answer to {@code GET} of {@link eu.paravent.protocol.Paths#CASES}.
 *
 * @param cases open ones first, the next deadline first
 */
public record CaseList(List<PrivacyCase> cases) {}
