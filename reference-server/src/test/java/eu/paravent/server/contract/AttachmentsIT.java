package eu.paravent.server.contract;

import eu.paravent.testkit.contract.AttachmentsContract;
import eu.paravent.testkit.contract.ServerUnderTest;

class AttachmentsIT extends AttachmentsContract {
  @Override
  protected ServerUnderTest server() {
    return OnWildFly.shared();
  }
}
