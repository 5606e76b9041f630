package eu.paravent.server.privacy.boundary;

import eu.paravent.protocol.Headers;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.privacy.PrivacyDocument;
import eu.paravent.server.administration.control.ForAdministrators;
import eu.paravent.server.administration.control.Officers;
import eu.paravent.server.audit.control.AuditEvent;
import eu.paravent.server.audit.control.AuditLog;
import eu.paravent.server.privacy.control.Incidents;
import eu.paravent.server.privacy.control.Language;
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
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/organisations/{organisation}/incident")
@RequestScoped
@Tag(name = "privacy")
@Produces(Headers.JSON)
public class IncidentResource {
  @Inject Officers officers;
  @Inject AuditLog audit;
  @Inject Incidents incidents;

  @GET
  @OpenToAll
  @ForAdministrators
  @Retried
  @Transactional
  @Produces({Headers.JSON, MediaType.TEXT_HTML})
  @Operation(
      summary = "What a breach concerns, for data protection officers",
      description =
          "Of a device, or of everything in a period: conversations, people as pseudonyms, states of"
              + " keys, and what can and cannot be read. As JSON, or as a file in HTML.")
  @Refuses({
    ProblemCode.NOT_SIGNED_IN,
    ProblemCode.FORBIDDEN,
    ProblemCode.ORGANISATION_UNKNOWN,
    ProblemCode.INVALID_VALUE
  })
  public PrivacyDocument incident(
      @PathParam("organisation") String organisation,
      @Parameter(description = "URI of a device; without one the period counts")
          @QueryParam("device")
          @Nullable String device,
      @Parameter(description = "Such as 2026-01-31T10:00:00Z") @QueryParam("from")
          @Nullable String from,
      @Parameter(description = "`de` or `en`") @QueryParam("language") @Nullable String language,
      @Parameter(description = "As from") @QueryParam("to") @Nullable String to,
      @Parameter(hidden = true) @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String token) {
    String officer = officers.requireDataProtection(organisation, token);
    PrivacyDocument made =
        incidents.pack(
            organisation,
            text(device),
            text(from),
            text(to),
            Language.named(language == null ? "de" : language));
    audit.record(
        organisation,
        AuditEvent.INCIDENT_READ,
        officer,
        AuditLog.fact("device", text(device)),
        AuditLog.fact("from", text(from)),
        AuditLog.fact("to", text(to)));
    return made;
  }

  private static String text(@Nullable String parameter) {
    return parameter == null ? "" : parameter;
  }
}
