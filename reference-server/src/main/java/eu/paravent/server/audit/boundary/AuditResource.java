package eu.paravent.server.audit.boundary;

import eu.paravent.protocol.Headers;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.audit.AuditEntry;
import eu.paravent.protocol.audit.AuditPage;
import eu.paravent.server.administration.control.ForAdministrators;
import eu.paravent.server.administration.control.Officers;
import eu.paravent.server.audit.control.AuditEvent;
import eu.paravent.server.audit.control.AuditLog;
import eu.paravent.server.problems.control.Refusal;
import eu.paravent.server.problems.control.Refuses;
import eu.paravent.server.requests.control.Retried;
import eu.paravent.server.sessions.control.OpenToAll;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
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

@Path("/organisations/{organisation}/audit")
@RequestScoped
@Tag(name = "privacy")
@Produces(Headers.JSON)
public class AuditResource {
  private static final String OWN = "organisation", SERVER = "server";

  @Inject Officers officers;
  @Inject AuditLog audit;

  @GET
  @OpenToAll
  @ForAdministrators
  @Retried
  @Transactional
  @Operation(
      summary = "The audit log, for data protection officers",
      description =
          "Of the organisation, or (`log=server`) of what concerns the whole server. Reading it is an"
              + " entry itself.")
  @Refuses({ProblemCode.NOT_SIGNED_IN, ProblemCode.FORBIDDEN, ProblemCode.INVALID_VALUE})
  public AuditPage log(
      @PathParam("organisation") String organisation,
      @Parameter(description = "Only entries with higher numbers") @QueryParam("after")
          @Nullable String after,
      @Parameter(description = "At most so many, 1000 where nothing is said") @QueryParam("limit")
          @Nullable String limit,
      @Parameter(description = "`organisation`, which it is where nothing is said, or `server`")
          @QueryParam("log")
          @Nullable String which,
      @Parameter(hidden = true) @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String token) {
    String officer = officers.requireDataProtection(organisation, token);
    long from = number(after, 0);
    long most = number(limit, AuditLog.PAGE_DEFAULT);
    String log = which == null ? OWN : which;
    boolean ofServer = log.equals(SERVER);
    if ((!ofServer && !log.equals(OWN)) || from < 0 || most < 1 || most > AuditLog.PAGE_MOST) {
      throw Refusal.of(
          ProblemCode.INVALID_VALUE,
          "The log is organisation or server, after is 0 or more, and limit is 1 to "
              + AuditLog.PAGE_MOST
              + ".");
    }
    audit.record(
        organisation,
        AuditEvent.LOG_READ,
        officer,
        AuditLog.fact("log", log),
        AuditLog.fact("after", from));
    return audit.page(ofServer ? AuditEntry.SERVER : organisation, from, (int) most);
  }

  /** What is no number is none that is allowed. */
  private static long number(@Nullable String text, long otherwise) {
    if (text == null) {
      return otherwise;
    }
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
  }
}
