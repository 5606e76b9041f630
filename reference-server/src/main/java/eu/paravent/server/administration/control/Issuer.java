package eu.paravent.server.administration.control;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.ConfigurableJWTProcessor;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An OpenID provider that one organisation trusts with its administrators. Its keys are fetched
 * when the first token comes, and again when they change; as rarely as the library allows, so that
 * tokens that somebody made up do not make the server ask each time. Thread-safe.
 */
final class Issuer {
  private static final int TIMEOUT_MILLIS = 5_000, ANSWER_MOST = 256 << 10;

  /** Beyond that clocks are not forgiven. */
  private static final int SKEW_SECONDS = 60;

  private static final long DISCOVERY_PAUSE_NANOS = 10_000_000_000L;

  /**
   * Signatures only: none at all, or one by a key that both sides know, would let whoever reads the
   * published keys make tokens.
   */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private final URI issuer;
  private final String audience;
  private final DefaultResourceRetriever web =
      new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, ANSWER_MOST);
  private @Nullable ConfigurableJWTProcessor<SecurityContext> processor;
  private long failedAt;
  private boolean failed;

  Issuer(URI issuer, String audience) {
    this.issuer = issuer;
    this.audience = audience;
  }

  /**
   * What a token says that this issuer signed, for this server, and that is good now.
   *
   * @throws RefusedException if it is anything else
   * @throws IOException if the issuer cannot be asked for its keys
   */
  JWTClaimsSet verify(String token) throws RefusedException, IOException {
    try {
      // neither an unsigned nor an encrypted one gets further
      SignedJWT jwt = SignedJWT.parse(token);
      JWTClaimsSet claims = processor().process(jwt, null);
      if (claims.getIssueTime().toInstant().isAfter(Instant.now().plusSeconds(SKEW_SECONDS))) {
        throw new RefusedException("It is of the future");
      }
      return claims;
    } catch (ParseException e) {
      throw new RefusedException("It is no signed JWT");
    } catch (BadJOSEException e) {
      throw new RefusedException(String.valueOf(e.getMessage()));
    } catch (JOSEException e) {
      // the library's word for keys that cannot be fetched
      throw new IOException("The issuer's keys cannot be used", e);
    }
  }

  private synchronized ConfigurableJWTProcessor<SecurityContext> processor() throws IOException {
    ConfigurableJWTProcessor<SecurityContext> known = processor;
    if (known != null) {
      return known;
    }
    if (failed && System.nanoTime() - failedAt < DISCOVERY_PAUSE_NANOS) {
      throw new IOException("The issuer could not be asked a moment ago");
    }
    failed = true;
    failedAt = System.nanoTime();
    ConfigurableJWTProcessor<SecurityContext> fresh = discover();
    failed = false;
    processor = fresh;
    return fresh;
  }

  /** OpenID Connect Discovery 1.0 §4: what it says of itself must be what it was named. */
  private ConfigurableJWTProcessor<SecurityContext> discover() throws IOException {
    URI address =
        URI.create(issuer.toString().replaceAll("/+$", "") + "/.well-known/openid-configuration");
    try {
      Map<String, Object> metadata =
          JSONObjectUtils.parse(web.retrieveResource(address.toURL()).getContent());
      if (!issuer.toString().equals(JSONObjectUtils.getString(metadata, "issuer"))) {
        throw new IOException("The issuer calls itself something else than the settings do");
      }
      URI keys = JSONObjectUtils.getURI(metadata, "jwks_uri");
      if (keys == null || !Issuers.trustworthy(keys)) {
        throw new IOException("The issuer has no keys at an https address");
      }
      return processor(JWKSourceBuilder.create(keys.toURL(), web).retrying(true).build());
    } catch (ParseException e) {
      throw new IOException("The issuer's metadata cannot be read", e);
    }
  }

  private ConfigurableJWTProcessor<SecurityContext> processor(JWKSource<SecurityContext> keys) {
    DefaultJWTProcessor<SecurityContext> fresh = new DefaultJWTProcessor<>();
    fresh.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    fresh.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
    DefaultJWTClaimsVerifier<SecurityContext> claims =
        new DefaultJWTClaimsVerifier<>(
            audience,
            new JWTClaimsSet.Builder().issuer(issuer.toString()).build(),
            Set.of("sub", "iat", "exp"));
    claims.setMaxClockSkew(SKEW_SECONDS);
    fresh.setJWTClaimsSetVerifier(claims);
    return fresh;
  }

  /** Not a token to believe. */
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedException(String why) {
      super(why);
    }
  }
}
