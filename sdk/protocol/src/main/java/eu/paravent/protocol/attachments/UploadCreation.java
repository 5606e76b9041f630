package eu.paravent.protocol.attachments;

/**
 * {@code POST} to {@link eu.paravent.protocol.Paths#UPLOADS}: an attachment that comes in pieces.
 *
 * @param size of the whole ciphertext
 */
public record UploadCreation(long size) {}
