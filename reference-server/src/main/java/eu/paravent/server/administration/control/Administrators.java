package eu.paravent.server.administration.control;

import com.nimbusds.jwt.JWTClaimsSet;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.server.problems.control.Refusal;
import eu.paravent.server.settings.control.Setting;
import eu.paravent.server.settings.control.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.text.ParseException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who administers an organisation: people with a token of its issuer that names the role. */
@ApplicationScoped
public class Administrators {
  private static final String SCHEME = "Bearer ";
  private static final List<String> ROLES = List.of("roles", "groups");

  @Inject Issuers issuers;
  @Inject Settings settings;

  /**
   * Somebody whose token is good.
   *
   * @param subject as the issuer calls them
   */
  record Officer(String subject) {}

  /** Refuses who is no administrator. */
  Officer require(String organisation, @Nullable String authorization) {
    return require(organisation, authorization, Setting.ADMIN_ROLE);
  }

  /**
   * Refuses everybody else.
   *
   * @param authorization the header as it came
   * @param needed the setting that names the role
   */
  Officer require(String organisation, @Nullable String authorization, Setting needed) {
    // RFC 9110 §11.1: the name of the scheme is case-insensitive
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw refused("Send a token of the organisation's issuer");
    }
    Issuer issuer =
        issuers
            .of(organisation)
            .orElseThrow(() -> refused("The operator named no issuer for this organisation"));
    try {
      JWTClaimsSet claims = issuer.verify(authorization.substring(SCHEME.length()).strip());
      String role = settings.text(needed).orElseThrow();
      if (roles(claims).noneMatch(role::equals)) {
        throw Refusal.of(
            ProblemCode.FORBIDDEN,
            "The token does not name the role "
                + role
                + ". Ask who runs the organisation's issuer.");
      }
      return new Officer(String.valueOf(claims.getSubject()));
    } catch (Issuer.RefusedException e) {
      throw refused(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw Refusal.of(
          ProblemCode.UNAVAILABLE, "The organisation's issuer cannot be asked. Try again.");
    }
  }

  private static Stream<String> roles(JWTClaimsSet claims) {
    return ROLES.stream()
        .flatMap(
            name -> {
              try {
                List<String> values = claims.getStringListClaim(name);
                return values == null ? Stream.empty() : values.stream();
              } catch (ParseException e) {
                // not a list of texts, so not a list of roles
                return Stream.empty();
              }
            });
  }

  private static Refusal refused(String why) {
    return Refusal.of(ProblemCode.NOT_SIGNED_IN, why + ".");
  }
}
