package eu.paravent.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import eu.paravent.mls.GroupPolicy;
import eu.paravent.mls.KeyPackage;
import eu.paravent.mls.MlsClient;
import eu.paravent.mls.credential.AuthenticationService;
import eu.paravent.mls.credential.Credential;
import eu.paravent.mls.crypto.CryptoProvider;
import eu.paravent.mls.crypto.CryptoProviders;
import eu.paravent.mls.crypto.Parallelism;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;

/** A client of ours; its host takes every credential as it is. */
final class Ours {
  final CountingStorage storage = new CountingStorage();
  final MlsClient client;
  private final String name;
  private final byte[] key = new byte[32];

  /** On Bouncy Castle and the JDK. */
  Ours(String name) {
    this(name, CryptoProviders.pureJava());
  }

  /** On the calling thread. */
  Ours(String name, CryptoProvider provider) {
    this(name, provider, Parallelism.callingThread());
  }

  Ours(String name, CryptoProvider provider, Parallelism parallelism) {
    this.name = name;
    new SecureRandom().nextBytes(key);
    client = again(provider, parallelism);
  }

  /** The same client after a restart: with the same store, and nothing remembered. */
  MlsClient again(CryptoProvider provider, Parallelism parallelism) {
    return MlsClient.builder(provider)
        .identity(new Credential.Basic(name.getBytes(UTF_8)), key)
        .storage(storage)
        .authentication(new AcceptAll())
        .policy(GroupPolicy.allowAll())
        .parallelism(parallelism)
        .build();
  }

  /** Reusable, so that one Welcome can be joined again and again. */
  byte[] keyPackage() {
    return client.newKeyPackage(Duration.ofDays(1), true).message();
  }

  /** For one join. */
  KeyPackage newKeyPackage() {
    return client.newKeyPackage(Duration.ofDays(1), false);
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
