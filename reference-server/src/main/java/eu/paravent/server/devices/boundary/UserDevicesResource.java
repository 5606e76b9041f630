package eu.paravent.server.devices.boundary;

import eu.paravent.protocol.Headers;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.devices.Device;
import eu.paravent.protocol.devices.DeviceList;
import eu.paravent.server.devices.control.Devices;
import eu.paravent.server.devices.control.KnownDevice;
import eu.paravent.server.problems.control.Refuses;
import eu.paravent.server.requests.control.Page;
import eu.paravent.server.sessions.control.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/organisations/{organisation}/users/{user}/devices")
@RequestScoped
@Tag(name = "devices")
@Produces(Headers.JSON)
public class UserDevicesResource {
  @Inject Devices devices;
  @Inject Caller caller;

  @GET
  @Operation(summary = "The devices of a user and their certificates", description = "Staff only.")
  @Refuses({ProblemCode.FORBIDDEN, ProblemCode.USER_UNKNOWN, ProblemCode.INVALID_VALUE})
  public DeviceList devices(
      @PathParam("organisation") String organisation,
      @PathParam("user") String user,
      @QueryParam(Paths.AFTER) @Nullable String after,
      @QueryParam(Paths.LIMIT) @Nullable String limit) {
    caller.requireStaff();
    Page.Part<KnownDevice> part =
        Page.of(after, limit)
            .mark("devices", 1)
            .behind(devices.ofUser(organisation, user), KnownDevice::uri);
    return new DeviceList(
        part.map(device -> new Device(device.uri(), device.userUri(), device.chain())),
        part.next());
  }
}
