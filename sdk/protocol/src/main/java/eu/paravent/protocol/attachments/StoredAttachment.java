package eu.paravent.protocol.attachments;

/**
 * Answer to {@code POST} of ciphertext (application/octet-stream) to {@link
 * eu.paravent.protocol.Paths#GROUP_ATTACHMENTS}; {@code GET} of {@link
 * eu.paravent.protocol.Paths#GROUP_ATTACHMENT} returns it.
 *
 * @param size bytes of ciphertext
 */
public record StoredAttachment(String attachmentId, long size) {}
