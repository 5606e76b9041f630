package eu.paravent.protocol.audit;

import java.util.List;

/**
 * Answer to {@code GET} of {@link eu.paravent.protocol.Paths#AUDIT_KEYS}.
 *
 * @param keys the newest last
 */
public record AuditKeyList(List<AuditKey> keys) {}
