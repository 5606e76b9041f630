package eu.paravent.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import eu.paravent.mls.GroupPolicy;
import eu.paravent.mls.MlsClient;
import eu.paravent.mls.credential.AuthenticationService;
import eu.paravent.mls.credential.Credential;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;

/** A client of ours; its host takes every credential as it is. */
final class Ours {
  final CountingStorage storage = new CountingStorage();
  final MlsClient client;

  Ours(String name) {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    client =
        MlsClient.builder()
            .identity(new Credential.Basic(name.getBytes(UTF_8)), key)
            .storage(storage)
            .authentication(new AcceptAll())
            .policy(GroupPolicy.allowAll())
            .build();
  }

  /** Reusable, so that one Welcome can be joined again and again. */
  byte[] keyPackage() {
    return client.newKeyPackage(Duration.ofDays(1), true).message();
  }

  static final class AcceptAll implements AuthenticationService {
    @Override
    public void validate(Presented presented) {}

    @Override
    public boolean sameClient(Credential predecessor, Credential successor) {
      return predecessor instanceof Credential.Basic a
          && successor instanceof Credential.Basic b
          && Arrays.equals(a.identity(), b.identity());
    }
  }
}
