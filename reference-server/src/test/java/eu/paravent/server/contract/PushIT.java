package eu.paravent.server.contract;

import eu.paravent.testkit.contract.PushContract;
import eu.paravent.testkit.contract.ServerUnderTest;

class PushIT extends PushContract {
  @Override
  protected ServerUnderTest server() {
    return OnWildFly.shared();
  }
}
