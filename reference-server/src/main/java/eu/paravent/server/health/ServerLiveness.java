package eu.paravent.server.health;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Live means: requests are still being worked on. Does not look at the database on purpose, since
 * restarting this process does not repair it.
 */
@Liveness
@ApplicationScoped
class ServerLiveness implements HealthCheck {
  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.up("paravent");
  }
}
