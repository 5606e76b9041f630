package eu.paravent.server.notices.boundary;

import eu.paravent.protocol.Headers;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.notices.SignedProfile;
import eu.paravent.server.notices.control.Profiles;
import eu.paravent.server.problems.control.Refuses;
import eu.paravent.server.requests.control.Retried;
import eu.paravent.server.sessions.control.OpenToAll;
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

@Path("/organisations/{organisation}/profile")
@RequestScoped
@Tag(name = "notices")
@Produces(Headers.JSON)
public class ProfileResource {
  @Inject Profiles profiles;

  @GET
  @OpenToAll
  @Transactional
  @Operation(
      summary = "Who an organisation is, and its privacy notice",
      description = "As its root signed it, for whoever is invited.")
  @Refuses({ProblemCode.ORGANISATION_UNKNOWN, ProblemCode.PROFILE_UNKNOWN})
  public SignedProfile newest(@PathParam("organisation") String organisation) {
    return profiles.newest(organisation);
  }

  @PUT
  @OpenToAll
  @Retried
  @Transactional
  @Consumes(Headers.JSON)
  @Operation(
      summary = "Bring a newer profile",
      description =
          "Signed by the organisation's root, it is its own proof. From a new version of the notice on,"
              + " guests join only once they took note of it.")
  @Refuses({
    ProblemCode.ORGANISATION_UNKNOWN,
    ProblemCode.PROFILE_REFUSED,
    ProblemCode.PROFILE_OUTDATED
  })
  public void bring(@PathParam("organisation") String organisation, SignedProfile profile) {
    profiles.accept(organisation, profile.profile());
  }
}
