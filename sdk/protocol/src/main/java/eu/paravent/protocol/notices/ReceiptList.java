package eu.paravent.protocol.notices;

import java.util.List;

/**
 * Answer to {@code GET} of {@link eu.paravent.protocol.Paths#RECEIPTS}.
 *
 * @param receipts the newest last
 */
public record ReceiptList(List<SignedReceipt> receipts) {}
