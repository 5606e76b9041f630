package eu.paravent.protocol.sessions;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answer to the JWT bearer grant (RFC 7523): {@code POST} of a form with {@code grant_type} and
 * {@code assertion} to {@link eu.paravent.protocol.Paths#SESSIONS}. Field names as in RFC 6749
 * §5.1.
 *
 * @param accessToken secret; never log it
 * @param expiresIn seconds
 * @param relay for calls, where the server has one
 */
public record AccessToken(
    String accessToken, String tokenType, long expiresIn, Optional<Relay> relay) {
  public static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:jwt-bearer";

  /**
   * A TURN server (RFC 8656) and what it accepts as long as the token is good.
   *
   * @param addresses {@code turn:} and {@code turns:} (RFC 7065)
   * @param only whether calls go through it or not at all; a server that does not say so leaves it
   *     to devices
   */
  public record Relay(
      List<String> addresses, String username, String credential, Optional<Boolean> only) {
    @Override
    public String toString() {
      return "Relay" + addresses;
    }
  }

  /** The form that asks for a token. */
  public static Map<String, String> request(String assertion) {
    return Map.of("grant_type", GRANT_TYPE, "assertion", assertion);
  }

  @Override
  public String toString() {
    return "AccessToken[" + tokenType + ", expires in " + expiresIn + " s]";
  }
}
