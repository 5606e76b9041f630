package eu.paravent.server.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready means: the database answers a query on its own schema right now. Asks anew each time, so a
 * node that lost its database is taken out of the balancer and comes back by itself.
 */
@Readiness
@ApplicationScoped
class DatabaseReadiness implements HealthCheck {
  private static final int SECONDS = 5;

  // Injected and not looked up: WildFly asks on a thread of its management interface, which has no
  // java:comp.
  @Inject private DataSource dataSource;

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("database");
    try (Connection connection = dataSource.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                "select count(*) from \"flyway_schema_history\" where \"success\" = true")) {
      query.setQueryTimeout(SECONDS);
      try (ResultSet rows = query.executeQuery()) {
        rows.next();
        return answer
            .withData("product", connection.getMetaData().getDatabaseProductName())
            .withData("migrations", rows.getLong(1))
            .up()
            .build();
      }
    } catch (SQLException e) {
      // SQLState only: a driver's message may hold addresses and user names.
      return answer.withData("sqlState", String.valueOf(e.getSQLState())).down().build();
    }
  }
}
