package eu.paravent.client.internal.delivery;

import java.util.List;

/**
 * @param head newest entry this device may read, by the server's word
 */
public record LogPart(List<Entry> entries, long head) {}
