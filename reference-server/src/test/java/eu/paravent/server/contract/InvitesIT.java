package eu.paravent.server.contract;

import eu.paravent.testkit.contract.InvitesContract;
import eu.paravent.testkit.contract.ServerUnderTest;

class InvitesIT extends InvitesContract {
  @Override
  protected ServerUnderTest server() {
    return OnWildFly.shared();
  }
}
