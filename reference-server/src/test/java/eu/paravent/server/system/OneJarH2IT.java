package eu.paravent.server.system;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;

/** The server as one JAR. Only where it was made: with {@code -Dwildfly.bootable.jar=true}. */
class OneJarH2IT extends AnotherContainer {
  @BeforeAll
  static void start() throws Exception {
    Path jar = Path.of(System.getProperty("paravent.server.war"));
    jar = jar.resolveSibling("paravent-server-bootable.jar");
    assumeTrue(Files.exists(jar), "The one JAR is not here; run with -Dwildfly.bootable.jar=true");
    int port = freePort();
    int management = freePort();
    start(
        port,
        URI.create("http://localhost:" + management + "/health/ready"),
        Map.of(
            "PARAVENT_DB_DRIVER",
            "h2",
            "PARAVENT_DB_URL",
            "jdbc:h2:file:" + directory.resolve("database/paravent")),
        List.of(
            "-Djboss.http.port=" + port,
            "-Djboss.https.port=" + freePort(),
            "-Djboss.management.http.port=" + management,
            "-jar",
            jar.toString()));
  }
}
