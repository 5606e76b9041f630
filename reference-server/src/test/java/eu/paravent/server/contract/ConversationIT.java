package eu.paravent.server.contract;

import eu.paravent.testkit.contract.ConversationContract;
import eu.paravent.testkit.contract.ServerUnderTest;

class ConversationIT extends ConversationContract {
  @Override
  protected ServerUnderTest server() {
    return OnWildFly.shared();
  }
}
