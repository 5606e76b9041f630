package eu.paravent.server.administration.boundary;

import eu.paravent.protocol.Headers;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.organisations.OrganisationUse;
import eu.paravent.protocol.sessions.SessionList;
import eu.paravent.server.administration.control.ForAdministrators;
import eu.paravent.server.administration.control.Officers;
import eu.paravent.server.administration.control.OrganisationCare;
import eu.paravent.server.audit.control.AuditEvent;
import eu.paravent.server.audit.control.AuditLog;
import eu.paravent.server.problems.control.Refuses;
import eu.paravent.server.requests.control.Page;
import eu.paravent.server.requests.control.Retried;
import eu.paravent.server.sessions.control.OpenToAll;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/organisations/{organisation}")
@RequestScoped
@Tag(name = "administration")
@Produces(Headers.JSON)
public class AdministrationResource {
  @Inject Officers officers;
  @Inject AuditLog audit;
  @Inject OrganisationCare care;

  @GET
  @Path("/use")
  @OpenToAll
  @ForAdministrators
  @Transactional
  @Operation(summary = "How much of the server an organisation uses, for its administrators")
  @Refuses({ProblemCode.NOT_SIGNED_IN, ProblemCode.FORBIDDEN, ProblemCode.ORGANISATION_UNKNOWN})
  public OrganisationUse use(
      @PathParam("organisation") String organisation,
      @Parameter(hidden = true) @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String token) {
    String officer = officers.requireAdministrator(organisation, token);
    audit.record(organisation, AuditEvent.USE_READ, officer);
    return care.use(organisation);
  }

  @GET
  @Path("/users/{user}/sessions")
  @OpenToAll
  @ForAdministrators
  @Transactional
  @Operation(summary = "Where a member of staff is signed in, for administrators")
  @Refuses({
    ProblemCode.NOT_SIGNED_IN,
    ProblemCode.FORBIDDEN,
    ProblemCode.ORGANISATION_UNKNOWN,
    ProblemCode.INVALID_VALUE
  })
  public SessionList sessions(
      @PathParam("organisation") String organisation,
      @PathParam("user") String user,
      @QueryParam(Paths.AFTER) @Nullable String after,
      @QueryParam(Paths.LIMIT) @Nullable String limit,
      @Parameter(hidden = true) @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String token) {
    String officer = officers.requireAdministrator(organisation, token);
    audit.record(organisation, AuditEvent.SESSIONS_READ, officer, AuditLog.fact("user", user));
    return care.sessions(organisation, user, Page.of(after, limit));
  }

  @DELETE
  @Path("/users/{user}/sessions")
  @OpenToAll
  @ForAdministrators
  @Retried
  @Transactional
  @Operation(
      summary = "End all sessions of a member of staff, for administrators",
      description =
          "At once, push connections too. Its devices can sign in again until the organisation's authority"
              + " revokes them.")
  @Refuses({ProblemCode.NOT_SIGNED_IN, ProblemCode.FORBIDDEN, ProblemCode.ORGANISATION_UNKNOWN})
  public void endSessions(
      @PathParam("organisation") String organisation,
      @PathParam("user") String user,
      @Parameter(hidden = true) @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String token) {
    String officer = officers.requireAdministrator(organisation, token);
    care.endSessions(organisation, user);
    audit.record(organisation, AuditEvent.SESSIONS_ENDED, officer, AuditLog.fact("user", user));
  }
}
