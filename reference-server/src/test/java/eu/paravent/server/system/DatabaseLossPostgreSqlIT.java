package eu.paravent.server.system;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.server.testing.WildFlyProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The night the database goes away: the node must leave the balancer, must not be restarted for it,
 * and must come back by itself.
 */
class DatabaseLossPostgreSqlIT {
  @TempDir Path directory;

  @Test
  void nodeIsNotReadyWithoutItsDatabaseAndReadyAgainWithIt() throws Exception {
    EmbeddedPostgres database = postgres(0);
    int port = database.getPort();
    try (WildFlyProcess server =
        WildFlyProcess.at(directory.resolve("node"), TestDatabase.create(database))) {
      server.start();

      database.close();
      assertThat(server.health("ready")).isEqualTo(503);
      assertThat(server.health("live")).isEqualTo(200);

      database = postgres(port);
      assertThat(server.health("ready")).isEqualTo(200);
    } finally {
      database.close();
    }
  }

  private EmbeddedPostgres postgres(int port) throws Exception {
    return EmbeddedPostgres.builder()
        .setPort(port)
        .setDataDirectory(directory.resolve("data"))
        .setCleanDataDirectory(false)
        .start();
  }
}
