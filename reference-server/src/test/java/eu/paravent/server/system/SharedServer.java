package eu.paravent.server.system;

import eu.paravent.server.testing.WildFlyProcess;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One server for all tests of a virtual machine that talk to it from outside and can live with what
 * others leave in it. Started for the first of them, stopped by {@link TestRun}.
 */
public final class SharedServer {
  public static final String REGISTRATION_TOKEN = "operators-token";

  private static @Nullable WildFlyProcess server;

  private SharedServer() {}

  public static synchronized URI uri() {
    if (server == null) {
      Map<String, String> environment = new HashMap<>(TestDatabase.fresh());
      environment.put("PARAVENT_REGISTRATION_TOKEN", REGISTRATION_TOKEN);
      environment.put("PARAVENT_HOUSEKEEPING_SECONDS", "1");
      environment.put("PARAVENT_RATE_OF_REFUSALS", "0");
      Path base = Path.of(System.getProperty("paravent.it.base") + "-shared");
      server = WildFlyProcess.at(base, environment).start();
    }
    return server.uri();
  }

  static synchronized void stop() {
    if (server != null) {
      server.close();
    }
  }
}
