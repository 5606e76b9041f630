package eu.paravent.client.internal.delivery;

/**
 * @param deviceUri the server's word; the credential in the key package decides
 * @param keyPackage MLSMessage; not copied
 */
public record ClaimedKeyPackage(String deviceUri, byte[] keyPackage) {}
