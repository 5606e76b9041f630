package eu.paravent.server.revocations.boundary;

import eu.paravent.protocol.Headers;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.organisations.RevocationList;
import eu.paravent.server.problems.control.Refuses;
import eu.paravent.server.revocations.control.Revocations;
import eu.paravent.server.sessions.control.OpenToAll;
import eu.paravent.server.sessions.control.RevokedSessions;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/organisations/{organisation}/revocations")
@RequestScoped
@Tag(name = "organisations")
@Produces(Headers.JSON)
public class RevocationsResource {
  @Inject Revocations revocations;
  @Inject RevokedSessions sessions;

  @GET
  @Transactional
  @Operation(summary = "The newest revocation list of an organisation")
  @Refuses({ProblemCode.ORGANISATION_UNKNOWN, ProblemCode.REVOCATION_LIST_UNKNOWN})
  public RevocationList newest(@PathParam("organisation") String organisation) {
    return new RevocationList(revocations.newest(organisation));
  }

  @PUT
  @OpenToAll
  @Consumes(Headers.JSON)
  @Operation(
      summary = "Bring a newer revocation list",
      description =
          "Signed by the organisation's root, it is its own proof. Sessions and push connections of"
              + " revoked devices end at once.")
  @Refuses({
    ProblemCode.ORGANISATION_UNKNOWN,
    ProblemCode.REVOCATION_LIST_REFUSED,
    ProblemCode.REVOCATION_LIST_OUTDATED
  })
  public void bring(@PathParam("organisation") String organisation, RevocationList list) {
    revocations.accept(organisation, list.crl());
    // after the list is there for good: who signs in between the two looks at it once more
    sessions.end(organisation);
  }
}
