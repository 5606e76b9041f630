package eu.paravent.server.contract;

import eu.paravent.server.system.Deployments;
import eu.paravent.server.system.PublishedInterface;
import eu.paravent.testkit.contract.AuthorisationContract;
import eu.paravent.testkit.contract.ServerUnderTest;
import java.net.URI;
import java.util.Set;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
@RunAsClient
class AuthorisationIT extends AuthorisationContract {
  @ArquillianResource private URI deployment;

  private @Nullable PublishedInterface published;

  @Deployment(testable = false)
  static WebArchive application() {
    return Deployments.application();
  }

  @Override
  protected ServerUnderTest server() {
    return OnWildFly.at(deployment);
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
      known = PublishedInterface.of(deployment);
      published = known;
    }
    return known;
  }
}
