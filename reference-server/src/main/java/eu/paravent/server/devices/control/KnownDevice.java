package eu.paravent.server.devices.control;

import eu.paravent.server.devices.entity.RegisteredDevice;
import java.util.List;
import java.util.Optional;

/**
 * A device that signed in, as other components see it.
 *
 * @param id on this server only
 * @param inviteId of a guest; empty for staff
 * @param chain DER, the device's first, as it last signed in
 */
public record KnownDevice(
    String id,
    String uri,
    String userUri,
    String organisation,
    Optional<String> inviteId,
    List<byte[]> chain) {
  static KnownDevice of(RegisteredDevice device) {
    return new KnownDevice(
        device.id(),
        device.uri(),
        device.userUri(),
        device.organisation(),
        device.inviteId(),
        device.chain());
  }
}
