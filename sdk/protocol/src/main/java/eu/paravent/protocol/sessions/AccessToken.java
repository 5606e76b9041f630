package eu.paravent.protocol.sessions;

import java.util.Map;

/**
 * Answer to the JWT bearer grant (RFC 7523): {@code POST} of a form with {@code grant_type} and
 * {@code assertion} to {@link eu.paravent.protocol.Paths#SESSIONS}. Field names as in RFC 6749
 * §5.1.
 *
 * @param accessToken secret; never log it
 * @param expiresIn seconds
 */
public record AccessToken(String accessToken, String tokenType, long expiresIn) {
  public static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:jwt-bearer";

  /** The form that asks for a token. */
  public static Map<String, String> request(String assertion) {
    return Map.of("grant_type", GRANT_TYPE, "assertion", assertion);
  }

  @Override
  public String toString() {
    return "AccessToken[" + tokenType + ", expires in " + expiresIn + " s]";
  }
}
