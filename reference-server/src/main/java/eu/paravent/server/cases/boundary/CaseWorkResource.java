package eu.paravent.server.cases.boundary;

import eu.paravent.protocol.Headers;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.privacy.CaseChange;
import eu.paravent.protocol.privacy.PrivacyCase;
import eu.paravent.server.administration.control.ForAdministrators;
import eu.paravent.server.administration.control.Officers;
import eu.paravent.server.audit.control.AuditEvent;
import eu.paravent.server.audit.control.AuditLog;
import eu.paravent.server.cases.control.CaseBook;
import eu.paravent.server.cases.control.CaseReport;
import eu.paravent.server.cases.control.Erasure;
import eu.paravent.server.cases.control.PersonExport;
import eu.paravent.server.problems.control.Refuses;
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
import jakarta.ws.rs.core.HttpHeaders;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/organisations/{organisation}/cases/{caseId}")
@RequestScoped
@Tag(name = "privacy")
@Produces(Headers.JSON)
public class CaseWorkResource {
  @Inject Officers officers;
  @Inject AuditLog audit;
  @Inject Erasure erasure;
  @Inject CaseBook cases;
  @Inject CaseReport report;
  @Inject PersonExport export;

  @GET
  @OpenToAll
  @ForAdministrators
  @Retried
  @Transactional
  @Operation(summary = "One case, with the report of its erasure")
  @Refuses({ProblemCode.NOT_SIGNED_IN, ProblemCode.FORBIDDEN, ProblemCode.CASE_UNKNOWN})
  public PrivacyCase find(
      @PathParam("organisation") String organisation,
      @PathParam("caseId") String caseId,
      @Parameter(hidden = true) @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String token) {
    String officer = officers.requireDataProtection(organisation, token);
    PrivacyCase found = cases.find(organisation, caseId);
    audit.record(organisation, AuditEvent.CASE_READ, officer, AuditLog.fact("case", caseId));
    return found;
  }

  @POST
  @Path("/changes")
  @OpenToAll
  @ForAdministrators
  @Retried
  @Transactional
  @Remembered
  @Consumes(Headers.JSON)
  @Operation(
      summary = "Extend the deadline of a case, or close it",
      description = "`extend` to three months after the request came, `fulfil` or `refuse`.")
  @Refuses({
    ProblemCode.NOT_SIGNED_IN,
    ProblemCode.FORBIDDEN,
    ProblemCode.CASE_UNKNOWN,
    ProblemCode.CASE_CLOSED,
    ProblemCode.INVALID_VALUE
  })
  public PrivacyCase change(
      @PathParam("organisation") String organisation,
      @PathParam("caseId") String caseId,
      @Parameter(hidden = true) @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String token,
      CaseChange change) {
    String officer = officers.requireDataProtection(organisation, token);
    PrivacyCase changed = cases.change(organisation, caseId, change);
    audit.record(
        organisation,
        AuditEvent.CASE_CHANGED,
        officer,
        AuditLog.fact("case", caseId),
        AuditLog.fact("action", change.action()));
    return changed;
  }

  @POST
  @Path("/erasure")
  @OpenToAll
  @ForAdministrators
  @Operation(
      summary = "Erase what the server has about the person of a case",
      description =
          "Place by place; asked again it goes on where it was, and looks again at what waited. The"
              + " report says what was erased, what is kept and why, and which devices are behind.")
  @Refuses({
    ProblemCode.NOT_SIGNED_IN,
    ProblemCode.FORBIDDEN,
    ProblemCode.CASE_UNKNOWN,
    ProblemCode.CASE_CLOSED,
    ProblemCode.ERASURE_RESTRICTED,
    ProblemCode.INVALID_VALUE
  })
  public PrivacyCase erase(
      @PathParam("organisation") String organisation,
      @PathParam("caseId") String caseId,
      @Parameter(hidden = true) @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String token) {
    String officer = officers.requireDataProtection(organisation, token);
    erasure.run(organisation, caseId, officer);
    return report.of(organisation, caseId);
  }

  @GET
  @Path("/export")
  @OpenToAll
  @ForAdministrators
  @Retried
  @Transactional
  @Produces(Headers.OCTETS)
  @Operation(
      summary = "What the server has about the person of a case, as a ZIP archive",
      description =
          "JSON for machines, HTML in German and English with what GDPR Art. 15 asks to be told."
              + " Content of conversations is not in it: the server cannot read it.")
  @Refuses({ProblemCode.NOT_SIGNED_IN, ProblemCode.FORBIDDEN, ProblemCode.CASE_UNKNOWN})
  public byte[] export(
      @PathParam("organisation") String organisation,
      @PathParam("caseId") String caseId,
      @Parameter(hidden = true) @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String token) {
    String officer = officers.requireDataProtection(organisation, token);
    byte[] archive = export.zip(organisation, caseId);
    audit.record(organisation, AuditEvent.DATA_EXPORTED, officer, AuditLog.fact("case", caseId));
    return archive;
  }
}
