package eu.paravent.server.administration.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import eu.paravent.server.administration.TestIssuer;
import eu.paravent.server.problems.control.Refusal;
import eu.paravent.server.settings.control.Settings;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a small issuer over HTTP: who gets in, and all the ways not to. */
class AdministratorsTest {
  private static final String ACME = "acme.example";
  private static final String GLOBEX = "globex.example";

  private TestIssuer issuer;
  private TestIssuer others;
  private Administrators administrators;

  @BeforeEach
  @SuppressWarnings("NullAway.Init") // set before each test
  void start() throws IOException {
    issuer = TestIssuer.start();
    others = TestIssuer.start();
    administrators =
        with(
            Map.of(
                "PARAVENT_ADMIN_ISSUERS",
                ACME + "=" + issuer.address() + " " + GLOBEX + "=" + others.address()));
  }

  private static Administrators with(Map<String, String> settings) {
    Administrators made = new Administrators();
    made.settings = Settings.of(new HashMap<>(settings));
    made.issuers = new Issuers();
    made.issuers.use(made.settings);
    return made;
  }

  @AfterEach
  void stop() {
    issuer.close();
    others.close();
  }

  @Test
  void letsAdministratorsIn() {
    administrators.require(ACME, "Bearer " + issuer.token());
    administrators.require(ACME, "bearer  " + issuer.token());
    administrators.require(GLOBEX, "Bearer " + others.token());
    administrators.require(
        ACME,
        "Bearer "
            + TestIssuer.sign(
                issuer.administrator().build(), issuer.key(), new JOSEObjectType("at+jwt")));
    administrators.require(
        ACME,
        "Bearer "
            + issuer.sign(
                issuer
                    .administrator()
                    .claim("roles", null)
                    .claim("groups", List.of("paravent-admin"))
                    .audience(List.of("other", "paravent"))
                    .build()));
  }

  @Test
  void refusesWhoBringsNothing() {
    for (String header :
        new String[] {null, "", "Bearer", "Bearer ", "Basic YTpi", "Bearer x.y.z"}) {
      assertThat(refusal(ACME, header)).as(header).isEqualTo("not-signed-in");
    }
  }

  @Test
  void refusesAnotherOrganisation() {
    assertRefused(GLOBEX, issuer.token());
    assertRefused(ACME, others.token());
    assertRefused("nobody.example", issuer.token());
  }

  @Test
  void refusesAnotherIssuer() {
    assertSpoiled(issuer.administrator().issuer("https://elsewhere.example"));
    assertSpoiled(issuer.administrator().issuer(issuer.address() + "/"));
    assertSpoiled(issuer.administrator().issuer(null));
  }

  @Test
  void refusesWhatIsForSomebodyElse() {
    assertSpoiled(issuer.administrator().audience("another-application"));
    assertSpoiled(issuer.administrator().audience((String) null));
  }

  @Test
  void refusesWhatIsNotGoodNow() {
    assertSpoiled(issuer.administrator().expirationTime(in(-120)));
    assertSpoiled(issuer.administrator().expirationTime(null));
    assertSpoiled(issuer.administrator().notBeforeTime(in(600)));
    assertSpoiled(issuer.administrator().issueTime(in(600)));
    assertSpoiled(issuer.administrator().issueTime(null));
    assertSpoiled(issuer.administrator().subject(null));
  }

  @Test
  void refusesWhatNobodySigned() {
    assertRefused(ACME, new PlainJWT(issuer.administrator().build()).serialize());
    String good = issuer.token();
    assertRefused(ACME, good.substring(0, good.lastIndexOf('.') + 1));
  }

  /** The published key as the secret of a MAC: the oldest trick. */
  @Test
  void refusesASecretThatEverybodyKnows() throws Exception {
    byte[] published = issuer.key().toPublicJWK().toECKey().toECPublicKey().getEncoded();
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(JOSEObjectType.JWT)
                .keyID(issuer.key().getKeyID())
                .build(),
            issuer.administrator().build());
    jwt.sign(new MACSigner(MessageDigest.getInstance("SHA-256").digest(published)));

    assertRefused(ACME, jwt.serialize());
  }

  @Test
  void refusesAnotherKeyUnderTheSameName() throws Exception {
    ECKey foreign = new ECKeyGenerator(Curve.P_256).keyID(issuer.key().getKeyID()).generate();

    assertRefused(
        ACME, TestIssuer.sign(issuer.administrator().build(), foreign, JOSEObjectType.JWT));
  }

  @Test
  void refusesTokensOfAnotherKind() {
    assertRefused(
        ACME,
        TestIssuer.sign(
            issuer.administrator().build(), issuer.key(), new JOSEObjectType("logout+jwt")));
  }

  @Test
  void refusesColleaguesWithoutTheRole() {
    for (Object roles : new Object[] {List.of("clerk"), List.of(), "paravent-admin", 7}) {
      String token = issuer.sign(issuer.administrator().claim("roles", roles).build());
      assertThat(refusal(ACME, "Bearer " + token)).isEqualTo("forbidden");
    }
  }

  @Test
  void learnsANewKeyAndAsksRarely() {
    administrators.require(ACME, "Bearer " + issuer.token());
    for (int i = 0; i < 20; i++) {
      administrators.require(ACME, "Bearer " + issuer.token());
    }
    assertThat(issuer.keyRequests()).isEqualTo(1);

    issuer.changesItsKey();
    administrators.require(ACME, "Bearer " + issuer.token());

    assertThat(issuer.keyRequests()).isEqualTo(2);
  }

  @Test
  void saysSoWhereTheIssuerIsAway() {
    issuer.close();

    assertThat(refusal(ACME, "Bearer " + others.token())).isEqualTo("unavailable");
  }

  @Test
  void doesNotBelieveAnIssuerThatCallsItselfSomethingElse() {
    issuer.callsItself("https://elsewhere.example");

    assertThat(refusal(ACME, "Bearer " + issuer.token())).isEqualTo("unavailable");
  }

  @Test
  void asksForHttps() {
    assertThatThrownBy(
            () -> with(Map.of("PARAVENT_ADMIN_ISSUERS", "acme.example=http://sso.acme.example")))
        .hasMessageContaining("PARAVENT_ADMIN_ISSUERS");
    assertThatThrownBy(
            () ->
                with(
                    Map.of(
                        "PARAVENT_ADMIN_ISSUERS",
                        "a.example=https://one.example a.example=https://two.example")))
        .hasMessageContaining("twice");
  }

  private void assertSpoiled(JWTClaimsSet.Builder claims) {
    assertRefused(ACME, issuer.sign(claims.build()));
  }

  private void assertRefused(String organisation, String token) {
    assertThat(refusal(organisation, "Bearer " + token)).isEqualTo("not-signed-in");
  }

  private String refusal(String organisation, @org.jspecify.annotations.Nullable String header) {
    Refusal refusal =
        catchThrowableOfType(Refusal.class, () -> administrators.require(organisation, header));
    assertThat(refusal).as("Not refused").isNotNull();
    return refusal.problem().code();
  }

  private static Date in(int seconds) {
    return Date.from(Instant.now().plusSeconds(seconds));
  }
}
