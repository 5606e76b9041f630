package eu.paravent.server.limits.boundary;

import eu.paravent.protocol.Headers;
import eu.paravent.protocol.ServerLimits;
import eu.paravent.server.attachments.control.Quota;
import eu.paravent.server.limits.control.NewSuites;
import eu.paravent.server.limits.control.RetentionPeriods;
import eu.paravent.server.rates.control.RateLimits;
import eu.paravent.server.sessions.control.OpenToAll;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/limits")
@RequestScoped
@Tag(name = "limits")
@Produces(Headers.JSON)
public class LimitsResource {
  @Inject RetentionPeriods periods;
  @Inject RateLimits rates;
  @Inject Quota quota;
  @Inject NewSuites suites;

  @GET
  @OpenToAll
  @Operation(
      summary = "What this server accepts, and how long it keeps it",
      description =
          "Sizes in bytes, times in seconds. Rates are requests in a minute. Log entries and welcomes"
              + " are deleted once every device has them, and at the end of messageRetention in any"
              + " case; attachments at the end of attachmentRetention. New groups are founded in one of"
              + " cipherSuites, the first that everybody has.")
  public ServerLimits limits() {
    return ServerLimits.ofThisVersion(
        periods.messages(),
        periods.attachments(),
        quota.bytes(),
        Optional.of(rates.published()),
        suites.numbers());
  }
}
