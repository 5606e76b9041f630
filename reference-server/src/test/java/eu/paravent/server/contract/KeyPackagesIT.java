package eu.paravent.server.contract;

import eu.paravent.testkit.contract.KeyPackagesContract;
import eu.paravent.testkit.contract.ServerUnderTest;

class KeyPackagesIT extends KeyPackagesContract {
  @Override
  protected ServerUnderTest server() {
    return OnWildFly.shared();
  }
}
