package eu.paravent.server.contract;

import eu.paravent.testkit.contract.ServerUnderTest;
import eu.paravent.testkit.contract.SlowReaderContract;

class SlowReaderIT extends SlowReaderContract {
  @Override
  protected ServerUnderTest server() {
    return OnWildFly.shared();
  }
}
