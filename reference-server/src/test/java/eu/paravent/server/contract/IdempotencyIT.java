package eu.paravent.server.contract;

import eu.paravent.testkit.contract.IdempotencyContract;
import eu.paravent.testkit.contract.ServerUnderTest;

class IdempotencyIT extends IdempotencyContract {
  @Override
  protected ServerUnderTest server() {
    return OnWildFly.shared();
  }
}
