package eu.paravent.server.privacy.boundary;

import eu.paravent.protocol.Headers;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.privacy.DocumentList;
import eu.paravent.protocol.privacy.PrivacyDocument;
import eu.paravent.server.administration.control.ForAdministrators;
import eu.paravent.server.administration.control.Officers;
import eu.paravent.server.audit.control.AuditEvent;
import eu.paravent.server.audit.control.AuditLog;
import eu.paravent.server.privacy.control.Documents;
import eu.paravent.server.privacy.control.Language;
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
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/organisations/{organisation}/documents")
@RequestScoped
@Tag(name = "privacy")
@Produces(Headers.JSON)
public class DocumentsResource {
  @Inject Officers officers;
  @Inject AuditLog audit;
  @Inject Documents documents;

  @GET
  @OpenToAll
  @ForAdministrators
  @Transactional
  @Operation(summary = "Which documents the server makes, for data protection officers")
  @Refuses({
    ProblemCode.NOT_SIGNED_IN,
    ProblemCode.FORBIDDEN,
    ProblemCode.ORGANISATION_UNKNOWN,
    ProblemCode.INVALID_VALUE
  })
  public DocumentList list(
      @PathParam("organisation") String organisation,
      @QueryParam(Paths.AFTER) @Nullable String after,
      @QueryParam(Paths.LIMIT) @Nullable String limit,
      @Parameter(hidden = true) @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String token) {
    officers.requireDataProtection(organisation, token);
    return documents.list(organisation, Page.of(after, limit));
  }

  @GET
  @Path("/{document}")
  @OpenToAll
  @ForAdministrators
  @Retried
  @Transactional
  @Produces({Headers.JSON, MediaType.TEXT_HTML})
  @Operation(
      summary = "A document made from the running server, for data protection officers",
      description = "As JSON, or as a file in HTML where that is asked for.")
  @Refuses({
    ProblemCode.NOT_SIGNED_IN,
    ProblemCode.FORBIDDEN,
    ProblemCode.ORGANISATION_UNKNOWN,
    ProblemCode.DOCUMENT_UNKNOWN,
    ProblemCode.INVALID_VALUE
  })
  public PrivacyDocument document(
      @PathParam("organisation") String organisation,
      @PathParam("document") String document,
      @Parameter(description = "`de` or `en`") @QueryParam("language") @Nullable String language,
      @Parameter(hidden = true) @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String token) {
    String officer = officers.requireDataProtection(organisation, token);
    PrivacyDocument made =
        documents.make(organisation, document, Language.named(language == null ? "de" : language));
    audit.record(
        organisation,
        AuditEvent.DOCUMENT_READ,
        officer,
        AuditLog.fact("document", document),
        AuditLog.fact("language", made.language()));
    return made;
  }
}
