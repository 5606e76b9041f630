package eu.paravent.protocol.notices;

import java.util.List;
import java.util.Optional;

/**
 * Answer to {@code GET} of {@link eu.paravent.protocol.Paths#RECEIPTS}.
 *
 * @param receipts the newest last
 * @param next where the next page begins; empty on the last one
 */
public record ReceiptList(List<SignedReceipt> receipts, Optional<String> next) {}
