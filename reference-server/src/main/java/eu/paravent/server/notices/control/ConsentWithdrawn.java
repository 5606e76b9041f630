package eu.paravent.server.notices.control;

/**
 * Told within the transaction that stores the receipt.
 *
 * @param person URI of a member of staff, or of a guest's device
 */
public record ConsentWithdrawn(String organisation, String person) {}
