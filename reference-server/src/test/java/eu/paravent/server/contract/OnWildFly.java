package eu.paravent.server.contract;

import eu.paravent.client.internal.delivery.JdkTransport;
import eu.paravent.server.system.SharedServer;
import eu.paravent.testkit.contract.ServerUnderTest;
import java.net.URI;
import java.time.InstantSource;

/** The deployed application as the contract wants to see it. */
final class OnWildFly {
  private OnWildFly() {}

  static ServerUnderTest shared() {
    return at(SharedServer.uri());
  }

  static ServerUnderTest at(URI deployment) {
    URI server = URI.create("http://" + deployment.getAuthority());
    return new ServerUnderTest(
        server.toString(),
        SharedServer.REGISTRATION_TOKEN,
        InstantSource.system(),
        () -> new JdkTransport(server, Runnable::run));
  }
}
