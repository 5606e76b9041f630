package eu.paravent.mls;

import eu.paravent.mls.credential.Credential;

/**
 * Who is no member but may propose (RFC 9420 §12.1.8.1): an entry of the external_senders
 * extension, see {@link Extensions#withExternalSenders}.
 *
 * @param signatureKey raw public key; not copied
 */
public record ExternalSender(byte[] signatureKey, Credential credential) {}
