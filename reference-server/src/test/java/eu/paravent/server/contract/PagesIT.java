package eu.paravent.server.contract;

import eu.paravent.testkit.contract.PagesContract;
import eu.paravent.testkit.contract.ServerUnderTest;

class PagesIT extends PagesContract {
  @Override
  protected ServerUnderTest server() {
    return OnWildFly.shared();
  }
}
