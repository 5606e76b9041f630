package eu.paravent.server.contract;

import eu.paravent.server.system.TestDatabase;
import eu.paravent.server.testing.WildFlyProcess;
import eu.paravent.testkit.contract.RateLimitContract;
import eu.paravent.testkit.contract.ServerUnderTest;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** On a server of its own: the others would suffer from its limits. */
class RateLimitIT extends RateLimitContract {
  @TempDir static Path directory;
  private static @Nullable WildFlyProcess server;

  @BeforeAll
  static void start() {
    Map<String, String> environment = new HashMap<>(TestDatabase.fresh());
    environment.put("PARAVENT_REGISTRATION_TOKEN", "operators-token");
    environment.put("PARAVENT_RATE_PER_DEVICE", text(RATES.device()));
    environment.put("PARAVENT_RATE_PER_ORGANISATION", text(RATES.organisation()));
    environment.put("PARAVENT_RATE_PER_ADDRESS", text(RATES.address()));
    environment.put("PARAVENT_RATE_OF_REFUSALS", text(RATES.refusals()));
    server = WildFlyProcess.at(directory.resolve("node"), environment).start();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Override
  protected ServerUnderTest server() {
    if (server == null) {
      throw new IllegalStateException("Not started");
    }
    return OnWildFly.at(server.uri());
  }

  private static String text(Optional<Long> number) {
    return String.valueOf(number.orElseThrow());
  }
}
