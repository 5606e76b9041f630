package eu.paravent.server.contract;

import eu.paravent.testkit.contract.ServerUnderTest;
import eu.paravent.testkit.contract.SignInContract;

class SignInIT extends SignInContract {
  @Override
  protected ServerUnderTest server() {
    return OnWildFly.shared();
  }
}
