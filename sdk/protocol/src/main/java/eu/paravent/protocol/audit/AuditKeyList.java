package eu.paravent.protocol.audit;

import java.util.List;
import java.util.Optional;

/**
 * Answer to {@code GET} of {@link eu.paravent.protocol.Paths#AUDIT_KEYS}.
 *
 * @param keys the newest last
 * @param next where the next page begins; empty on the last one
 */
public record AuditKeyList(List<AuditKey> keys, Optional<String> next) {}
