package eu.paravent.conformance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import eu.paravent.mls.crypto.CryptoProvider;
import java.util.Optional;

/** Native libraries that may not exist for the machine at hand. */
final class Natives {
  private Natives() {}

  /** Skips the test, loudly, where the library does not load. */
  static CryptoProvider required(String name, Optional<CryptoProvider> provider) {
    if (provider.isEmpty()) {
      System.err.println("SKIPPED: " + name + " does not load on this machine");
    }
    assumeTrue(provider.isPresent(), name + " does not load on this machine");
    return provider.orElseThrow();
  }
}
