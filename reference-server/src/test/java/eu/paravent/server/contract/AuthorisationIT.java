package eu.paravent.server.contract;

import eu.paravent.server.system.PublishedInterface;
import eu.paravent.server.system.SharedServer;
import eu.paravent.testkit.contract.AuthorisationContract;
import eu.paravent.testkit.contract.ServerUnderTest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

class AuthorisationIT extends AuthorisationContract {
  private @Nullable PublishedInterface published;

  @Override
  protected ServerUnderTest server() {
    return OnWildFly.shared();
  }

  @Override
  protected Set<String> operations() {
    return published().operations();
  }

  @Override
  protected Set<String> declaredProblems(String operation) {
    return published().codes(operation);
  }

  private PublishedInterface published() {
    PublishedInterface known = published;
    if (known == null) {
      known = PublishedInterface.of(SharedServer.uri());
      published = known;
    }
    return known;
  }
}
