package eu.paravent.server.contract;

import eu.paravent.testkit.contract.ServerUnderTest;
import eu.paravent.testkit.contract.WakeUpContract;

class WakeUpRegistrationIT extends WakeUpContract {
  @Override
  protected ServerUnderTest server() {
    return OnWildFly.shared();
  }
}
