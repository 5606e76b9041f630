package eu.paravent.mls.testing;

import eu.paravent.mls.credential.AuthenticationService;
import eu.paravent.mls.credential.Credential;
import java.util.Arrays;

/** Takes every credential as it is; the same basic identity is the same client. */
public final class AcceptAll implements AuthenticationService {
  @Override
  public void validate(Presented presented) {}

  @Override
  public boolean sameClient(Credential predecessor, Credential successor) {
    return predecessor instanceof Credential.Basic a
        && successor instanceof Credential.Basic b
        && Arrays.equals(a.identity(), b.identity());
  }
}
