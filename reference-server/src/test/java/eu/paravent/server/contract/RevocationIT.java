package eu.paravent.server.contract;

import eu.paravent.testkit.contract.RevocationContract;
import eu.paravent.testkit.contract.ServerUnderTest;

class RevocationIT extends RevocationContract {
  @Override
  protected ServerUnderTest server() {
    return OnWildFly.shared();
  }
}
