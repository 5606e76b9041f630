package eu.paravent.testkit.internal;

import eu.paravent.client.spi.Transport.Response;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.devices.Device;
import eu.paravent.protocol.devices.DeviceList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Staff devices that have signed in. */
final class Devices {
  private final Organisations organisations;
  private final Revocations revocations;
  private final Map<String, Device> devices = new LinkedHashMap<>();

  Devices(Organisations organisations, Revocations revocations) {
    this.organisations = organisations;
    this.revocations = revocations;
  }

  void routes(Router router) {
    router.signedIn("GET", Paths.USER_DEVICES, this::list);
  }

  void register(Identity identity, List<byte[]> chain) {
    Device known = devices.get(identity.deviceUri());
    if (known != null && !known.userUri().equals(identity.userUri())) {
      throw new Refusal(
          ProblemCode.CERTIFICATE_REFUSED,
          "The device " + identity.deviceUri() + " belongs to another user");
    }
    devices.put(identity.deviceUri(), new Device(identity.deviceUri(), identity.userUri(), chain));
  }

  void requireKnown(String uri) {
    if (!devices.containsKey(uri)) {
      throw new Refusal(
          ProblemCode.COMMIT_REFUSED,
          uri + " has not signed in and cannot be added: let it sign in");
    }
  }

  /** Of a user that has at least one. */
  List<Device> ofUser(String organisation, String user) {
    organisations.root(organisation);
    String uri = "mimi://" + organisation + "/u/" + user;
    List<Device> found =
        devices.values().stream()
            .filter(d -> d.userUri().equals(uri))
            .filter(d -> !revocations.revoked(organisation, d.chain()))
            .toList();
    if (found.isEmpty()) {
      throw new Refusal(
          ProblemCode.USER_UNKNOWN, "No device of " + uri + " has signed in on this server yet");
    }
    return found;
  }

  List<String> urisOf(String userUri) {
    return devices.values().stream()
        .filter(one -> one.userUri().equals(userUri))
        .map(Device::uri)
        .toList();
  }

  private Response list(Call call) {
    call.session().requireStaff("see who is on this server");
    List<Device> all = ofUser(call.variable("organisation"), call.variable("user"));
    Page<Device> page = Page.of(call, "devices", all.stream(), Device::uri);
    return Reply.json(200, new DeviceList(page.items(), page.next()));
  }
}
