package eu.paravent.server.contract;

import eu.paravent.testkit.contract.ServerUnderTest;
import eu.paravent.testkit.contract.VersionsContract;

class VersionsIT extends VersionsContract {
  @Override
  protected ServerUnderTest server() {
    return OnWildFly.shared();
  }
}
