package eu.paravent.server.contract;

import eu.paravent.testkit.contract.NoticesContract;
import eu.paravent.testkit.contract.ServerUnderTest;

class NoticesIT extends NoticesContract {
  @Override
  protected ServerUnderTest server() {
    return OnWildFly.shared();
  }
}
