package eu.paravent.protocol.devices;

import java.util.List;
import java.util.Optional;

/**
 * Answer to {@code GET} of {@link eu.paravent.protocol.Paths#USER_DEVICES}.
 *
 * @param next where the next page begins; empty on the last one
 */
public record DeviceList(List<Device> devices, Optional<String> next) {}
