package eu.paravent.server.contract;

import eu.paravent.testkit.contract.RetentionContract;
import eu.paravent.testkit.contract.ServerUnderTest;

class RetentionIT extends RetentionContract {
  @Override
  protected ServerUnderTest server() {
    return OnWildFly.shared();
  }
}
