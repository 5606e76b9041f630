package eu.paravent.protocol.audit;

import java.util.List;

/**
 * Answer to {@code GET} of {@link eu.paravent.protocol.Paths#AUDIT}, and the export of the log.
 *
 * @param entries compact JWS over {@link AuditEntry}, in order
 * @param more whether there are entries after these
 * @param head compact JWS over {@link AuditHead}
 * @param intact whether the server itself found this page in order
 * @param finding where it did not: what is wrong; otherwise what was checked
 */
public record AuditPage(
    String chain,
    List<String> entries,
    boolean more,
    String head,
    List<AuditKey> keys,
    boolean intact,
    String finding) {}
