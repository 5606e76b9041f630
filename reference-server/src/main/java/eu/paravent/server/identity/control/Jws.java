package eu.paravent.server.identity.control;

import eu.paravent.protocol.Limits;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.server.problems.control.Refusal;
import eu.paravent.server.settings.control.BaseAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A compact JWS (RFC 7515) with {@code alg=EdDSA} (RFC 8037) and JWT claims (RFC 7519), of which
 * nothing is believed before {@link #verify}. Knows no other algorithm, so there is none to be
 * talked into.
 */
public final class Jws {
  private static final int LONGEST = 64 << 10, LONGEST_ID = 200;

  private final CompactJws jws;
  private final Claims claims;

  private Jws(CompactJws jws, Claims claims) {
    this.jws = jws;
    this.claims = claims;
  }

  /** Times in seconds since 1970. */
  public record Claims(
      Optional<String> iss, String sub, String aud, long iat, long exp, Optional<String> jti) {}

  public static Jws parse(String compact) {
    try {
      CompactJws jws = CompactJws.parse(compact, LONGEST);
      return new Jws(jws, jws.read(Claims.class));
    } catch (CompactJws.DefectException e) {
      throw refused(e.getMessage());
    }
  }

  /** The certificates of {@code x5c}, DER, as they came. */
  public List<byte[]> chain() {
    try {
      return jws.chain();
    } catch (CompactJws.DefectException e) {
      throw refused(e.getMessage());
    }
  }

  /**
   * Checks signature, audience and times and answers what may be believed.
   *
   * @param key raw Ed25519 key of whoever is to have signed it
   */
  public Claims verify(byte[] key, String audience, Instant now) {
    if (!jws.signedBy(key)) {
      throw refused("Its signature does not match.");
    }
    if (!BaseAddress.normal(claims.aud()).equals(Optional.of(audience))) {
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

  private static Refusal refused(@Nullable String why) {
    return Refusal.of(ProblemCode.ASSERTION_REFUSED, "The signed statement was refused. " + why);
  }
}
