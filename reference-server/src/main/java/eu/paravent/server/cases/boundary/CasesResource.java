package eu.paravent.server.cases.boundary;

import eu.paravent.protocol.Headers;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.privacy.CaseList;
import eu.paravent.protocol.privacy.CaseOpening;
import eu.paravent.protocol.privacy.PrivacyCase;
import eu.paravent.server.administration.control.ForAdministrators;
import eu.paravent.server.administration.control.Officers;
import eu.paravent.server.audit.control.AuditEvent;
import eu.paravent.server.audit.control.AuditLog;
import eu.paravent.server.cases.control.CaseBook;
import eu.paravent.server.problems.control.Refuses;
import eu.paravent.server.requests.control.Page;
import eu.paravent.server.requests.control.Remembered;
import eu.paravent.server.requests.control.Retried;
import eu.paravent.server.sessions.control.OpenToAll;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/organisations/{organisation}/cases")
@RequestScoped
@Tag(name = "privacy")
@Produces(Headers.JSON)
public class CasesResource {
  @Inject Officers officers;
  @Inject AuditLog audit;
  @Inject CaseBook cases;

  @GET
  @OpenToAll
  @ForAdministrators
  @Retried
  @Transactional
  @Operation(summary = "People's requests about their data, for data protection officers")
  @Refuses({
    ProblemCode.NOT_SIGNED_IN,
    ProblemCode.FORBIDDEN,
    ProblemCode.ORGANISATION_UNKNOWN,
    ProblemCode.INVALID_VALUE
  })
  public CaseList list(
      @PathParam("organisation") String organisation,
      @QueryParam(Paths.AFTER) @Nullable String after,
      @QueryParam(Paths.LIMIT) @Nullable String limit,
      @Parameter(hidden = true) @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String token) {
    String officer = officers.requireDataProtection(organisation, token);
    audit.record(organisation, AuditEvent.CASE_READ, officer);
    return cases.list(organisation, Page.of(after, limit));
  }

  @POST
  @OpenToAll
  @ForAdministrators
  @Retried
  @Transactional
  @Remembered
  @Consumes(Headers.JSON)
  @Operation(
      summary = "Open a case: a person asked for something",
      description = "The deadline is a month after the request came (GDPR Art. 12(3)).")
  @Refuses({
    ProblemCode.NOT_SIGNED_IN,
    ProblemCode.FORBIDDEN,
    ProblemCode.ORGANISATION_UNKNOWN,
    ProblemCode.INVALID_VALUE
  })
  public PrivacyCase open(
      @PathParam("organisation") String organisation,
      @Parameter(hidden = true) @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String token,
      CaseOpening opening) {
    String officer = officers.requireDataProtection(organisation, token);
    PrivacyCase made = cases.open(organisation, opening);
    audit.record(
        organisation,
        AuditEvent.CASE_OPENED,
        officer,
        AuditLog.fact("case", made.caseId()),
        AuditLog.fact("kind", made.kind()));
    return made;
  }
}
