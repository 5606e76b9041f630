package eu.paravent.server.contract;

import eu.paravent.testkit.contract.ServerUnderTest;
import eu.paravent.testkit.contract.SignalContract;

class SignalIT extends SignalContract {
  @Override
  protected ServerUnderTest server() {
    return OnWildFly.shared();
  }
}
