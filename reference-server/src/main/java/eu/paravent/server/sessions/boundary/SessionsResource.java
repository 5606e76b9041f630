package eu.paravent.server.sessions.boundary;

import eu.paravent.protocol.Headers;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.sessions.AccessToken;
import eu.paravent.protocol.sessions.SessionList;
import eu.paravent.server.devices.control.ChainCheck;
import eu.paravent.server.identity.control.PublicAddress;
import eu.paravent.server.problems.control.Refusal;
import eu.paravent.server.problems.control.Refuses;
import eu.paravent.server.requests.control.Answered;
import eu.paravent.server.requests.control.Page;
import eu.paravent.server.requests.control.Retried;
import eu.paravent.server.requests.control.WithoutKey;
import eu.paravent.server.sessions.control.Caller;
import eu.paravent.server.sessions.control.OpenToAll;
import eu.paravent.server.sessions.control.RevokedSessions;
import eu.paravent.server.sessions.control.Sessions;
import eu.paravent.server.sessions.control.SignIn;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/sessions")
@RequestScoped
@Tag(name = "sessions")
@Produces(Headers.JSON)
public class SessionsResource {
  @Inject SignIn signIn;
  @Inject Sessions sessions;
  @Inject RevokedSessions revoked;
  @Inject Caller caller;
  @Inject PublicAddress address;
  @Context UriInfo uri;

  @POST
  @OpenToAll
  // the assertion is good for once, and a token must not be kept
  @WithoutKey
  @Consumes(Headers.FORM)
  @Operation(summary = "Sign in with a device-signed assertion (RFC 7523)")
  @Answered(status = 200, body = AccessToken.class)
  @Refuses({
    ProblemCode.INVALID_VALUE,
    ProblemCode.ASSERTION_REFUSED,
    ProblemCode.ASSERTION_REPLAYED,
    ProblemCode.CERTIFICATE_REFUSED,
    ProblemCode.ORGANISATION_UNKNOWN,
    ProblemCode.INVITE_UNKNOWN,
    ProblemCode.INVITE_EXPIRED,
    ProblemCode.INVITE_REVOKED,
    ProblemCode.INVITE_USED_UP
  })
  public Response signIn(
      @FormParam("grant_type") @Nullable String grantType,
      @FormParam("assertion") @Nullable String assertion) {
    if (!AccessToken.GRANT_TYPE.equals(grantType) || assertion == null) {
      throw Refusal.of(
          ProblemCode.INVALID_VALUE,
          "Send grant_type=" + AccessToken.GRANT_TYPE + " and an assertion.");
    }
    AccessToken token = signIn.signIn(assertion, address.of(uri.getBaseUri()));
    if (revoked.endIfRevoked(token.accessToken())) {
      throw ChainCheck.revoked();
    }
    return Response.ok(token)
        // RFC 6749 §5.1
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  @GET
  @Transactional
  @Operation(
      summary = "The sessions of the caller's user, on all devices",
      description = "So that one can see where one is signed in, and end what one does not know.")
  @Refuses(ProblemCode.INVALID_VALUE)
  public SessionList list(
      @QueryParam(Paths.AFTER) @Nullable String after,
      @QueryParam(Paths.LIMIT) @Nullable String limit) {
    return sessions.list(caller.device(), Page.of(after, limit));
  }

  @DELETE
  @Path("/{sessionId}")
  @Retried
  @Transactional
  @Operation(
      summary = "End a session of the caller's user",
      description = "Its push connection is closed at once. Somebody else's is not touched.")
  public void end(@PathParam("sessionId") String sessionId) {
    sessions.end(caller.device(), sessionId);
  }

  @DELETE
  @Path("/current")
  @Retried
  @Transactional
  @Operation(summary = "Sign out")
  public void signOut() {
    sessions.end(caller.device());
  }
}
