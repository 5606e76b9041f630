package eu.paravent.server.privacy.boundary;

import eu.paravent.protocol.Headers;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.notices.ReceiptList;
import eu.paravent.protocol.notices.SignedProfile;
import eu.paravent.protocol.privacy.PrivacyOverview;
import eu.paravent.server.administration.control.ForAdministrators;
import eu.paravent.server.administration.control.Officers;
import eu.paravent.server.audit.control.AuditEvent;
import eu.paravent.server.audit.control.AuditLog;
import eu.paravent.server.notices.control.Profiles;
import eu.paravent.server.privacy.control.Overview;
import eu.paravent.server.problems.control.Refuses;
import eu.paravent.server.requests.control.Page;
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

@Path("/organisations/{organisation}")
@RequestScoped
@Tag(name = "privacy")
@Produces(Headers.JSON)
public class PrivacyResource {
  @Inject Officers officers;
  @Inject AuditLog audit;
  @Inject Overview overview;
  @Inject Profiles profiles;

  @GET
  @Path("/privacy")
  @OpenToAll
  @ForAdministrators
  @Retried
  @Transactional
  @Operation(summary = "Where the organisation stands, for data protection officers")
  @Refuses({ProblemCode.NOT_SIGNED_IN, ProblemCode.FORBIDDEN, ProblemCode.ORGANISATION_UNKNOWN})
  public PrivacyOverview overview(
      @PathParam("organisation") String organisation,
      @Parameter(hidden = true) @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String token) {
    String officer = officers.requireDataProtection(organisation, token);
    PrivacyOverview shown = overview.of(organisation);
    audit.record(organisation, AuditEvent.OVERVIEW_READ, officer);
    return shown;
  }

  @GET
  @Path("/receipts")
  @OpenToAll
  @ForAdministrators
  @Retried
  @Transactional
  @Operation(
      summary = "What one device signed about notices, for data protection officers",
      description = "As it was signed, so that anybody can check it; the newest last.")
  @Refuses({
    ProblemCode.NOT_SIGNED_IN,
    ProblemCode.FORBIDDEN,
    ProblemCode.ORGANISATION_UNKNOWN,
    ProblemCode.INVALID_VALUE
  })
  public ReceiptList receipts(
      @PathParam("organisation") String organisation,
      @QueryParam(Paths.AFTER) @Nullable String after,
      @QueryParam(Paths.LIMIT) @Nullable String limit,
      @Parameter(description = "URI of the device") @QueryParam("device") @Nullable String device,
      @Parameter(hidden = true) @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String token) {
    String officer = officers.requireDataProtection(organisation, token);
    String of = device == null ? "" : device;
    ReceiptList found = overview.receipts(organisation, of, Page.of(after, limit));
    audit.record(organisation, AuditEvent.RECEIPTS_READ, officer, AuditLog.fact("device", of));
    return found;
  }

  @GET
  @Path("/profiles/{version}")
  @OpenToAll
  @ForAdministrators
  @Retried
  @Transactional
  @Operation(
      summary = "A profile that was published at some time, for data protection officers",
      description = "With the notice as it was then, which receipts name by its hash.")
  @Refuses({
    ProblemCode.NOT_SIGNED_IN,
    ProblemCode.FORBIDDEN,
    ProblemCode.ORGANISATION_UNKNOWN,
    ProblemCode.PROFILE_UNKNOWN
  })
  public SignedProfile profile(
      @PathParam("organisation") String organisation,
      @PathParam("version") String version,
      @Parameter(hidden = true) @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String token) {
    String officer = officers.requireDataProtection(organisation, token);
    SignedProfile found = profiles.published(organisation, version);
    audit.record(organisation, AuditEvent.PROFILE_READ, officer, AuditLog.fact("profile", version));
    return found;
  }
}
