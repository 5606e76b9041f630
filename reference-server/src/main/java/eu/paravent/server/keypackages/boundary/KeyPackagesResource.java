package eu.paravent.server.keypackages.boundary;

import eu.paravent.protocol.Headers;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.keypackages.KeyPackageStock;
import eu.paravent.protocol.keypackages.KeyPackageUpload;
import eu.paravent.server.keypackages.control.KeyPackageStore;
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
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/key-packages")
@RequestScoped
@Tag(name = "keypackages")
@Produces(Headers.JSON)
public class KeyPackagesResource {
  @Inject KeyPackageStore store;
  @Inject Caller caller;

  @GET
  @Operation(
      summary = "How many key packages of this device are left",
      description = "Of one cipher suite, of suite 1 where none is named.")
  @Refuses({ProblemCode.INVALID_VALUE})
  public KeyPackageStock stock(@QueryParam(Paths.CIPHER_SUITE) @Nullable String cipherSuite) {
    return store.stock(caller.device(), Suites.of(cipherSuite));
  }

  @POST
  @Retried
  @Transactional
  @Remembered
  @Consumes(Headers.JSON)
  @Operation(
      summary = "Leave key packages of this device",
      description = "Refused as a whole where one is not acceptable.")
  @Refuses({ProblemCode.KEY_PACKAGE_REFUSED, ProblemCode.INVALID_VALUE})
  public KeyPackageStock upload(KeyPackageUpload upload) {
    return store.upload(caller.device(), upload);
  }
}
