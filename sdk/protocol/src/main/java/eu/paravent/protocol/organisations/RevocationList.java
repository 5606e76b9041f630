package eu.paravent.protocol.organisations;

/**
 * Body of {@code PUT} and answer to {@code GET} of {@link eu.paravent.protocol.Paths#REVOCATIONS}.
 *
 * @param crl DER of a certificate list (RFC 5280 §5), signed by the organisation's root, complete
 *     and with a CRL number
 */
public record RevocationList(byte[] crl) {}
