package eu.paravent.protocol.privacy;

import java.util.List;
import java.util.Optional;

/**
 * Answer to {@code GET} of {@link eu.paravent.protocol.Paths#CASES}.
 *
 * @param cases open ones first, the next deadline first
 * @param next where the next page begins; empty on the last one
 */
public record CaseList(List<PrivacyCase> cases, Optional<String> next) {}
