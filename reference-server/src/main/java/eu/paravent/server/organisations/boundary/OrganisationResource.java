package eu.paravent.server.organisations.boundary;

import eu.paravent.protocol.Headers;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.organisations.Organisation;
import eu.paravent.protocol.organisations.OrganisationRegistration;
import eu.paravent.server.identity.control.PublicAddress;
import eu.paravent.server.organisations.control.Organisations;
import eu.paravent.server.organisations.control.Registrar;
import eu.paravent.server.organisations.control.RegistrationToken;
import eu.paravent.server.problems.control.Refuses;
import eu.paravent.server.requests.control.Answered;
import eu.paravent.server.requests.control.Remembered;
import eu.paravent.server.requests.control.Retried;
import eu.paravent.server.sessions.control.OpenToAll;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/organisations/{organisation}")
@RequestScoped
@Tag(name = "organisations")
@Produces(Headers.JSON)
public class OrganisationResource {
  @Inject Organisations organisations;
  @Inject Registrar registrar;
  @Inject RegistrationToken token;
  @Inject PublicAddress address;
  @Context UriInfo uri;

  @GET
  @OpenToAll
  @Operation(summary = "The root certificate of an organisation")
  @Refuses({ProblemCode.ORGANISATION_UNKNOWN})
  public Organisation organisation(@PathParam("organisation") String id) {
    return new Organisation(id, organisations.rootOf(id));
  }

  @PUT
  @OpenToAll
  @Retried
  @Transactional
  @Remembered
  @Consumes(Headers.JSON)
  @Operation(
      summary = "Register an organisation",
      description = "201 the first time, 200 for the same root again.")
  @Answered(
      status = {200, 201},
      body = Organisation.class)
  @Refuses({
    ProblemCode.REGISTRATION_CLOSED,
    ProblemCode.INVALID_VALUE,
    ProblemCode.CERTIFICATE_REFUSED,
    ProblemCode.ASSERTION_REFUSED,
    ProblemCode.ORGANISATION_ROOT_DIFFERS
  })
  public Response register(
      @PathParam("organisation") String id,
      @HeaderParam(Headers.REGISTRATION_TOKEN) @Nullable String presented,
      OrganisationRegistration registration) {
    token.check(presented);
    boolean isNew = registrar.register(id, registration, address.of(uri.getBaseUri()));
    return Response.status(isNew ? Response.Status.CREATED : Response.Status.OK)
        .entity(new Organisation(id, registration.rootCertificate()))
        .build();
  }
}
