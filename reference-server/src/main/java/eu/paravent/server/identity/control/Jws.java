package eu.paravent.server.identity.control;

import eu.paravent.protocol.Base64Url;
import eu.paravent.protocol.Json;
import eu.paravent.protocol.Limits;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.server.problems.control.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A compact JWS (RFC 7515) with {@code alg=EdDSA} (RFC 8037) and JWT claims (RFC 7519), of which
 * nothing is believed before {@link #verify}. Knows no other algorithm, so there is none to be
 * talked into.
 */
public final class Jws {
  private static final int LONGEST = 64 << 10, LONGEST_ID = 200;

  private final Header header;
  private final Claims claims;
  private final byte[] signed;
  private final byte[] signature;

  private Jws(Header header, Claims claims, byte[] signed, byte[] signature) {
    this.header = header;
    this.claims = claims;
    this.signed = signed;
    this.signature = signature;
  }

  /**
   * The part of the protected header that counts here.
   *
   * @param alg exactly {@code EdDSA}
   * @param crit not understood here, so its presence is a refusal (RFC 7515 §4.1.11)
   */
  public record Header(String alg, Optional<List<String>> x5c, Optional<List<String>> crit) {}

  /** Times in seconds since 1970. */
  public record Claims(
      Optional<String> iss, String sub, String aud, long iat, long exp, Optional<String> jti) {}

  public static Jws parse(String compact) {
    if (compact.length() > LONGEST) {
      throw refused("It is too long.");
    }
    String[] parts = compact.split("\\.", -1);
    if (parts.length != 3) {
      throw refused("It is not a compact JWS of three parts.");
    }
    try {
      Header header = Json.read(Header.class, Base64Url.decode(parts[0]));
      Claims claims = Json.read(Claims.class, Base64Url.decode(parts[1]));
      byte[] signature = Base64Url.decode(parts[2]);
      byte[] signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
      if (!header.alg().equals("EdDSA")) {
        throw refused("Its algorithm must be EdDSA.");
      }
      if (header.crit().isPresent()) {
        throw refused("It has critical headers that this server does not know.");
      }
      return new Jws(header, claims, signed, signature);
    } catch (IllegalArgumentException e) {
      throw refused("Its parts are not base64url without padding.");
    } catch (Json.UnreadableException e) {
      throw refused("Its JSON is not what is expected: " + e.getMessage() + ".");
    }
  }

  /** The certificates of {@code x5c}, DER, as they came. */
  public List<byte[]> chain() {
    List<byte[]> chain = new ArrayList<>();
    for (String certificate : header.x5c().orElse(List.of())) {
      try {
        chain.add(Base64.getDecoder().decode(certificate));
      } catch (IllegalArgumentException e) {
        throw refused("Its x5c is not standard base64.");
      }
    }
    if (chain.isEmpty()) {
      throw refused("It has no x5c.");
    }
    return List.copyOf(chain);
  }

  /**
   * Checks signature, audience and times and answers what may be believed.
   *
   * @param key raw Ed25519 key of whoever is to have signed it
   */
  public Claims verify(byte[] key, String audience, Instant now) {
    if (!Ed25519Keys.verify(key, signed, signature)) {
      throw refused("Its signature does not match.");
    }
    if (!PublicAddress.normal(claims.aud()).equals(Optional.of(audience))) {
      throw refused("Its audience must be " + audience + ".");
    }
    long lifetime = Limits.ASSERTION_LIFETIME.toSeconds();
    long skew = Limits.CLOCK_SKEW.toSeconds();
    long time = now.getEpochSecond();
    if (claims.iat() < 0
        || claims.exp() <= claims.iat()
        || claims.exp() - claims.iat() > lifetime) {
      throw refused("It must expire after it was issued, and within " + lifetime + " seconds.");
    }
    if (claims.iat() > time + skew) {
      throw refused("It was issued in the future. Check the clocks.");
    }
    if (claims.exp() + skew <= time) {
      throw refused("It has expired. Make a new one.");
    }
    if (claims.jti().isPresent()
        && (claims.jti().get().isEmpty() || claims.jti().get().length() > LONGEST_ID)) {
      throw refused("Its jti must have 1 to " + LONGEST_ID + " characters.");
    }
    return claims;
  }

  private static Refusal refused(String why) {
    return Refusal.of(ProblemCode.ASSERTION_REFUSED, "The signed statement was refused. " + why);
  }
}
