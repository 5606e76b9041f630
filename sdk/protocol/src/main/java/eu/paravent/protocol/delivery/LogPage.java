package eu.paravent.protocol.delivery;

import java.util.List;

/**
 * Answer to {@code GET} of {@link eu.paravent.protocol.Paths#LOG} with {@code
 * ?after=<sequence>&limit=<n>}.
 *
 * @param head sequence number of the newest entry the caller may read
 */
public record LogPage(List<LogEntry> entries, long head) {}
