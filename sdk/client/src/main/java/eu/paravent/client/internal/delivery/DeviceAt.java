package eu.paravent.client.internal.delivery;

import java.util.List;

/** A device as the server lists it. */
public record DeviceAt(String uri, String userUri, List<byte[]> chain) {}
