package eu.paravent.server.cases.boundary;

import eu.paravent.protocol.Headers;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.privacy.OwnRequest;
import eu.paravent.protocol.privacy.PersonalData;
import eu.paravent.protocol.privacy.PrivacyCase;
import eu.paravent.server.audit.control.AuditEvent;
import eu.paravent.server.audit.control.AuditLog;
import eu.paravent.server.cases.control.CaseBook;
import eu.paravent.server.cases.control.PersonExport;
import eu.paravent.server.problems.control.Refuses;
import eu.paravent.server.requests.control.Remembered;
import eu.paravent.server.requests.control.Retried;
import eu.paravent.server.sessions.control.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What people do about their own data, without asking anybody. */
@Path("/own-data")
@RequestScoped
@Tag(name = "privacy")
@Produces(Headers.JSON)
public class OwnDataResource {
  @Inject Caller caller;
  @Inject AuditLog audit;
  @Inject CaseBook cases;
  @Inject PersonExport export;

  @GET
  @Retried
  @Transactional
  @Operation(
      summary = "What the server has about whoever asks (GDPR Art. 15, 20)",
      description =
          "Of a member of staff about all its devices, of a guest about this one. Content of"
              + " conversations is not in it: the server cannot read it.")
  public PersonalData own() {
    Caller.SignedIn device = caller.device();
    return export.of(device.organisation(), device.userUri());
  }

  @POST
  @Path("/requests")
  @Retried
  @Transactional
  @Remembered
  @Consumes(Headers.JSON)
  @Operation(
      summary = "Ask the organisation for what one has a right to (GDPR Art. 15 to 21)",
      description =
          "A case with a deadline for its data protection officer. The same again, while that is"
              + " open, is the same case.")
  @Refuses(ProblemCode.INVALID_VALUE)
  public PrivacyCase ask(OwnRequest request) {
    Caller.SignedIn device = caller.device();
    PrivacyCase asked =
        cases.askedByThemselves(device.organisation(), device.userUri(), request.kind());
    audit.record(
        device.organisation(),
        AuditEvent.CASE_OPENED,
        "person",
        AuditLog.fact("case", asked.caseId()),
        AuditLog.fact("kind", asked.kind()));
    return asked;
  }
}
