package eu.paravent.server.devices.control;

import eu.paravent.protocol.ProblemCode;
import eu.paravent.server.devices.entity.DeviceRows;
import eu.paravent.server.devices.entity.RegisteredDevice;
import eu.paravent.server.identity.control.VerifiedDevice;
import eu.paravent.server.problems.control.Refusal;
import eu.paravent.server.requests.control.ServerClock;
import eu.paravent.server.revocations.control.Revocations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The devices that signed in here. */
@ApplicationScoped
public class Devices {
  @Inject DeviceRows rows;
  @Inject Revocations revocations;
  @Inject ServerClock clock;

  /** Notes a sign-in. */
  public KnownDevice seen(VerifiedDevice device) {
    Optional<RegisteredDevice> known = rows.byUri(device.name().uri());
    if (known.isPresent()) {
      known.get().seen(device, clock.now());
      return KnownDevice.of(known.get());
    }
    RegisteredDevice added = new RegisteredDevice(device, clock.now());
    rows.add(added);
    return KnownDevice.of(added);
  }

  public Optional<KnownDevice> find(String id) {
    return rows.find(id).map(KnownDevice::of);
  }

  /** At least one; those that the organisation revoked are not among them. */
  public List<KnownDevice> ofUser(String organisation, String user) {
    List<RegisteredDevice> devices =
        rows.ofUser(organisation, user).stream()
            .filter(device -> !revocations.revoked(organisation, device.chain()))
            .toList();
    if (devices.isEmpty()) {
      throw Refusal.of(
          ProblemCode.USER_UNKNOWN,
          "No device of this user of " + organisation + " has signed in to this server yet.");
    }
    return devices.stream().map(KnownDevice::of).toList();
  }

  /** Those of these that are known, by URI. */
  public Map<String, KnownDevice> byUri(Collection<String> uris) {
    return rows.byUris(uris).stream()
        .collect(Collectors.toMap(RegisteredDevice::uri, KnownDevice::of));
  }
}
