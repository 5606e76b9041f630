package eu.paravent.server.contract;

import eu.paravent.testkit.contract.ServerUnderTest;
import eu.paravent.testkit.contract.SessionsContract;

class SessionsIT extends SessionsContract {
  @Override
  protected ServerUnderTest server() {
    return OnWildFly.shared();
  }
}
