package eu.paravent.server.contract;

import eu.paravent.server.system.Deployments;
import eu.paravent.testkit.contract.PagesContract;
import eu.paravent.testkit.contract.ServerUnderTest;
import java.net.URI;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
@RunAsClient
class PagesIT extends PagesContract {
  @ArquillianResource private URI deployment;

  @Deployment(testable = false)
  static WebArchive application() {
    return Deployments.application();
  }

  @Override
  protected ServerUnderTest server() {
    return OnWildFly.at(deployment);
  }
}
