package eu.paravent.client.internal.keys;

import com.grack.nanojson.JsonObject;
import java.time.Duration;
import java.time.Instant;

/**
 * Shows a server that whoever registers an organisation has its root key (protocol version 1,
 * Organisation).
 */
public final class RegistrationProof {
  private static final Duration LIFETIME = Duration.ofMinutes(5);

  private RegistrationProof() {}

  public static String of(SigningKey root, String organisation, String audience, Instant now) {
    JsonObject claims = new JsonObject();
    claims.put("sub", organisation);
    claims.put("aud", audience);
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.plus(LIFETIME).getEpochSecond());
    return Jws.sign(new JsonObject(), claims, root);
  }
}
