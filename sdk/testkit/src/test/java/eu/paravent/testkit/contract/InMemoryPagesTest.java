package eu.paravent.testkit.contract;

import eu.paravent.testkit.InMemoryServer;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;

class InMemoryPagesTest extends PagesContract {
  private final InMemoryServer server = InMemoryServer.start();

  @Override
  protected ServerUnderTest server() {
    return new ServerUnderTest(
        server.baseUrl().toString(),
        server.registrationToken(),
        InstantSource.system(),
        server::transport);
  }

  @AfterEach
  void stop() {
    server.close();
  }
}
