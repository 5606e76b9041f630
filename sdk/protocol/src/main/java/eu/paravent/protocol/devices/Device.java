package eu.paravent.protocol.devices;

import java.util.List;

/**
 * @param uri {@code mimi://<organisation>/d/<device>}
 * @param userUri {@code mimi://<organisation>/u/<user>}
 * @param chain DER certificates, the device's first, as it last signed in
 */
public record Device(String uri, String userUri, List<byte[]> chain) {}
