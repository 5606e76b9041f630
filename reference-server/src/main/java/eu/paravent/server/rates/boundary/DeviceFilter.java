package eu.paravent.server.rates.boundary;

import eu.paravent.server.rates.control.RateLimits;
import eu.paravent.server.sessions.control.Caller;
import eu.paravent.server.sessions.control.OpenToAll;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

/** Once it is known who asks. */
@Provider
@Priority(Priorities.AUTHENTICATION + 100)
public class DeviceFilter implements ContainerRequestFilter {
  @Inject RateLimits limits;
  @Inject Caller caller;
  @Context ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext request) {
    if (!resource.getResourceMethod().isAnnotationPresent(OpenToAll.class)) {
      Caller.SignedIn device = caller.device();
      limits.fromDevice(device.deviceId(), device.organisation());
    }
  }
}
