package eu.paravent.server.contract;

import eu.paravent.testkit.contract.PollContract;
import eu.paravent.testkit.contract.ServerUnderTest;

class PollIT extends PollContract {
  @Override
  protected ServerUnderTest server() {
    return OnWildFly.shared();
  }
}
