package eu.paravent.testkit.contract;

import eu.paravent.protocol.ProblemCode;
import eu.paravent.testkit.InMemoryServer;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;

class InMemoryAuthorisationTest extends AuthorisationContract {
  private final InMemoryServer server = InMemoryServer.start();

  @Override
  protected ServerUnderTest server() {
    return new ServerUnderTest(
        server.baseUrl().toString(),
        server.registrationToken(),
        InstantSource.system(),
        server::transport);
  }

  /** This server does not describe itself: the operations are those that the contract knows. */
  @Override
  protected Set<String> operations() {
    return knownOperations();
  }

  @Override
  protected Set<String> declaredProblems(String operation) {
    return Stream.of(ProblemCode.values()).map(ProblemCode::code).collect(Collectors.toSet());
  }

  @AfterEach
  void stop() {
    server.close();
  }
}
