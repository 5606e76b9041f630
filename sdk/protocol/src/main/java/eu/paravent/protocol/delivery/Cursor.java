package eu.paravent.protocol.delivery;

/**
 * {@code PUT} to {@link eu.paravent.protocol.Paths#CURSOR}: everything up to here is stored by the
 * caller. Never moves back.
 */
public record Cursor(long sequence) {}
