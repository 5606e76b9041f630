package eu.paravent.server.keypackages.boundary;

import eu.paravent.protocol.Headers;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.keypackages.ClaimedKeyPackages;
import eu.paravent.server.keypackages.control.KeyPackageStore;
import eu.paravent.server.problems.control.Refuses;
import eu.paravent.server.requests.control.Remembered;
import eu.paravent.server.requests.control.Retried;
import eu.paravent.server.sessions.control.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/organisations/{organisation}/users/{user}/key-package-claims")
@RequestScoped
@Tag(name = "keypackages")
@Produces(Headers.JSON)
public class KeyPackageClaimsResource {
  @Inject KeyPackageStore store;
  @Inject Caller caller;

  @POST
  @Retried
  @Transactional
  @Remembered
  @Operation(
      summary = "Take one key package of every device of a user",
      description =
          "Of one cipher suite, of suite 1 where none is named; of one device, where its URI is"
              + " named. Each is handed out once, the last-resort ones excepted. Staff only.")
  @Refuses({
    ProblemCode.FORBIDDEN,
    ProblemCode.USER_UNKNOWN,
    ProblemCode.KEY_PACKAGES_EXHAUSTED,
    ProblemCode.INVALID_VALUE
  })
  public ClaimedKeyPackages claim(
      @PathParam("organisation") String organisation,
      @PathParam("user") String user,
      @QueryParam(Paths.CIPHER_SUITE) @Nullable String cipherSuite,
      @QueryParam(Paths.DEVICE) @Nullable String device) {
    caller.requireStaff();
    return store.claim(organisation, user, Suites.of(cipherSuite), Optional.ofNullable(device));
  }
}
