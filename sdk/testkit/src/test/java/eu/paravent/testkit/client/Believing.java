package eu.paravent.testkit.client;

import eu.paravent.mls.credential.AuthenticationService;
import eu.paravent.mls.credential.Credential;

/** Does not care who the others are. */
final class Believing implements AuthenticationService {
  @Override
  public void validate(Presented presented) {
    // see the class
  }

  @Override
  public boolean sameClient(Credential predecessor, Credential successor) {
    return false;
  }
}
