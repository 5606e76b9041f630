package eu.paravent.server.system;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;

/**
 * The same WAR on Payara Micro, with Payara's own persistence provider and database. Only with the
 * profile {@code payara}.
 */
class PayaraH2IT extends AnotherContainer {
  @BeforeAll
  static void start() throws Exception {
    String payara = System.getProperty("paravent.payara");
    assumeTrue(payara != null, "Payara Micro is not here; run with -Ppayara");
    int port = freePort();
    start(
        port,
        URI.create("http://localhost:" + port + "/health/ready"),
        Map.of(),
        List.of(
            "-jar",
            payara,
            "--nocluster",
            "--disablephonehome",
            "--port",
            String.valueOf(port),
            "--rootdir",
            directory.resolve("payara").toString(),
            "--deploy",
            System.getProperty("paravent.server.war"),
            "--contextroot",
            "/"));
  }
}
