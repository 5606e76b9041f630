package eu.paravent.server.contract;

import eu.paravent.testkit.contract.DeliveryContract;
import eu.paravent.testkit.contract.ServerUnderTest;

class DeliveryIT extends DeliveryContract {
  @Override
  protected ServerUnderTest server() {
    return OnWildFly.shared();
  }
}
