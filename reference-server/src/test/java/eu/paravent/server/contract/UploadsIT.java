package eu.paravent.server.contract;

import eu.paravent.testkit.contract.ServerUnderTest;
import eu.paravent.testkit.contract.UploadsContract;

class UploadsIT extends UploadsContract {
  @Override
  protected ServerUnderTest server() {
    return OnWildFly.shared();
  }
}
