package eu.paravent.server.sessions.boundary;

import eu.paravent.server.requests.control.CurrentWrite;
import eu.paravent.server.sessions.control.Caller;
import eu.paravent.server.sessions.control.ChecksSession;
import eu.paravent.server.sessions.control.KnownSessions;
import eu.paravent.server.sessions.control.OpenToAll;
import eu.paravent.server.sessions.control.Sessions;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/** Nobody passes without a token, except where a method says so itself. */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class TokenFilter implements ContainerRequestFilter {
  private static final String SCHEME = "Bearer ";

  @Inject Sessions sessions;
  @Inject KnownSessions known;
  @Inject Caller caller;
  @Inject CurrentWrite write;
  @Context ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext request) {
    if (resource.getResourceMethod().isAnnotationPresent(OpenToAll.class)) {
      return;
    }
    String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
    // RFC 9110 §11.1: the name of the scheme is case-insensitive.
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw Sessions.notSignedIn();
    }
    String token = header.substring(SCHEME.length()).strip();
    Caller.SignedIn device =
        resource.getResourceMethod().isAnnotationPresent(ChecksSession.class)
            ? known.require(token)
            : sessions.require(token);
    caller.isNow(device);
    write.isOf(device.deviceId());
  }
}
