package eu.paravent.server.contract;

import eu.paravent.testkit.contract.JoinRequestsContract;
import eu.paravent.testkit.contract.ServerUnderTest;

class JoinRequestsIT extends JoinRequestsContract {
  @Override
  protected ServerUnderTest server() {
    return OnWildFly.shared();
  }
}
