package eu.paravent.testkit.internal;

import eu.paravent.protocol.Base64Url;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** What all components share. */
record Surroundings(
    String baseUrl,
    String registrationToken,
    InstantSource clock,
    Duration retention,
    SecureRandom random) {
  Instant now() {
    return clock.instant();
  }

  /** What came before this is deleted. */
  Instant oldestKept() {
    return now().minus(retention);
  }

  String newId(int bytes) {
    byte[] id = new byte[bytes];
    random.nextBytes(id);
    return Base64Url.encode(id);
  }
}
