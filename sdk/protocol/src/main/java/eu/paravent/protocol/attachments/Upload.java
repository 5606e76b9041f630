package eu.paravent.protocol.attachments;

/**
 * How far an upload is. Once it is complete it is the attachment of the same id, and no upload any
 * more.
 *
 * @param offset how many octets the server has: the next piece begins there
 */
public record Upload(String uploadId, long size, long offset, boolean complete) {}
