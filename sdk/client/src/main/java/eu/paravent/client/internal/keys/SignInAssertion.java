package eu.paravent.client.internal.keys;

import com.grack.nanojson.JsonObject;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * The JWT by which a device signs in (RFC 7523, with its chain in {@code x5c}, RFC 7515 §4.1.6).
 * Each can be used once.
 */
public final class SignInAssertion {
  private static final Duration LIFETIME = Duration.ofMinutes(2);

  private SignInAssertion() {}

  /**
   * @param chain DER, the device's certificate first
   * @param audience the server's base URL
   */
  public static String of(
      SigningKey key,
      String deviceUri,
      List<byte[]> chain,
      String audience,
      Instant now,
      SecureRandom random) {
    JsonObject header = new JsonObject();
    header.put("x5c", Jws.x5c(chain));
    byte[] id = new byte[16];
    random.nextBytes(id);
    JsonObject claims = new JsonObject();
    claims.put("iss", deviceUri);
    claims.put("sub", deviceUri);
    claims.put("aud", audience);
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.plus(LIFETIME).getEpochSecond());
    claims.put("jti", Base64.getUrlEncoder().withoutPadding().encodeToString(id));
    return Jws.sign(header, claims, key);
  }
}
