package eu.paravent.server.audit.boundary;

import eu.paravent.protocol.Headers;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.audit.AuditKeyList;
import eu.paravent.server.audit.control.AuditKeys;
import eu.paravent.server.problems.control.Refuses;
import eu.paravent.server.requests.control.Page;
import eu.paravent.server.sessions.control.OpenToAll;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/audit-keys")
@RequestScoped
@Tag(name = "privacy")
@Produces(Headers.JSON)
public class AuditKeysResource {
  @Inject AuditKeys keys;

  @GET
  @OpenToAll
  @Operation(
      summary = "The public keys that the server signs its audit log with",
      description =
          "To be written down elsewhere: who compares later sees whether it is the same log.")
  @Refuses(ProblemCode.INVALID_VALUE)
  public AuditKeyList keys(
      @QueryParam(Paths.AFTER) @Nullable String after,
      @QueryParam(Paths.LIMIT) @Nullable String limit) {
    return keys.published(Page.of(after, limit));
  }
}
