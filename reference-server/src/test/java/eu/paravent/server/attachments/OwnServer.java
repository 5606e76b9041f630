package eu.paravent.server.attachments;

import eu.paravent.client.internal.delivery.JdkTransport;
import eu.paravent.server.system.TestDatabase;
import eu.paravent.server.testing.WildFlyProcess;
import eu.paravent.testkit.contract.ServerUnderTest;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** A server that stores attachments where a test says. */
final class OwnServer {
  private OwnServer() {}

  static WildFlyProcess start(Path base, Map<String, String> settings, int heapMebibytes) {
    Map<String, String> environment = new HashMap<>(TestDatabase.fresh());
    environment.put("PARAVENT_REGISTRATION_TOKEN", "operators-token");
    environment.putAll(settings);
    return WildFlyProcess.at(base, environment).withHeap(heapMebibytes).start();
  }

  static ServerUnderTest asTested(WildFlyProcess server) {
    URI uri = server.uri();
    return new ServerUnderTest(
        uri.toString(),
        "operators-token",
        InstantSource.system(),
        () -> new JdkTransport(uri, Runnable::run));
  }
}
