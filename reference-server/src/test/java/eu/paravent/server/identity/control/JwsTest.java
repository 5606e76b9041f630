package eu.paravent.server.identity.control;

import static eu.paravent.server.identity.control.TestCertificates.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.protocol.Base64Url;
import eu.paravent.server.problems.control.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JwsTest {
  private static final String AUDIENCE = "https://chat.acme.example";
  private static final String HEADER = "{\"alg\":\"EdDSA\"}";
  private final KeyPair key = TestCertificates.newKey();

  @Test
  void believesWhatTheKeySigned() throws Exception {
    assertThat(verify(jws(HEADER, claims(0, 60))).sub()).isEqualTo("acme.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"alg\":\"none\"}",
        "{\"alg\":\"eddsa\"}",
        "{\"alg\":\"ES256\"}",
        "{\"alg\":\"HS256\"}",
        "{\"alg\":\"EdDSA\",\"crit\":[\"b64\"]}",
        "{}",
        "[]",
        "x"
      })
  void refusesEveryOtherHeader(String header) {
    assertRefused(jws(header, claims(0, 60)));
  }

  @Test
  void refusesWhatAnotherKeySigned() {
    String signed = jws(HEADER, claims(0, 60));
    byte[] other;
    try {
      other = Ed25519Keys.raw(TestCertificates.newKey().getPublic());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }

    assertThatThrownBy(() -> Jws.parse(signed).verify(other, AUDIENCE, NOW))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("signature");
  }

  @Test
  void refusesChangedClaims() {
    String[] parts = jws(HEADER, claims(0, 60)).split("\\.");

    assertRefused(parts[0] + "." + encode(claims(0, 61)) + "." + parts[2]);
  }

  @Test
  void refusesOtherSpellingsOfTheSameBytes() {
    String signed = jws(HEADER, claims(0, 60));

    assertRefused(signed + "=");
    assertRefused(signed + ".");
    assertRefused(signed.substring(0, signed.length() - 1) + "B");
    assertRefused(" " + signed);
  }

  @Test
  void refusesAnotherAudience() {
    assertRefused(jws(HEADER, claims(0, 60).replace("chat.acme", "chat.evil")));
    assertRefused(jws(HEADER, claims(0, 60).replace("https", "http")));
  }

  @Test
  void takesTheAudienceHoweverItIsSpelled() {
    assertThat(
            verify(jws(HEADER, claims(0, 60).replace(AUDIENCE, "https://CHAT.acme.example:443/"))))
        .isNotNull();
  }

  @Test
  void refusesTimesThatCannotBe() {
    assertRefused(jws(HEADER, claims(-600, 60)));
    assertRefused(jws(HEADER, claims(300, 60)));
    assertRefused(jws(HEADER, claims(0, 301)));
    assertRefused(jws(HEADER, claims(0, 0)));
    assertRefused(jws(HEADER, claims(0, -1)));
  }

  @Test
  void forgivesTwoMinutesOfClockDifference() {
    assertThat(verify(jws(HEADER, claims(-170, 60)))).isNotNull();
    assertThat(verify(jws(HEADER, claims(110, 60)))).isNotNull();
    assertRefused(jws(HEADER, claims(-190, 60)));
  }

  @Test
  void refusesMissingClaims() {
    assertRefused(jws(HEADER, "{\"sub\":\"acme.example\"}"));
    assertRefused(jws(HEADER, claims(0, 60).replace("\"aud\"", "\"for\"")));
  }

  private static String claims(long issued, long lifetime) {
    long iat = NOW.getEpochSecond() + issued;
    return "{\"sub\":\"acme.example\",\"aud\":\""
        + AUDIENCE
        + "\",\"iat\":"
        + iat
        + ",\"exp\":"
        + (iat + lifetime)
        + "}";
  }

  private String jws(String header, String claims) {
    try {
      String signed = encode(header) + "." + encode(claims);
      Signature signer = Signature.getInstance("Ed25519");
      signer.initSign(key.getPrivate());
      signer.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + Base64Url.encode(signer.sign());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static String encode(String text) {
    return Base64Url.encode(text.getBytes(StandardCharsets.UTF_8));
  }

  private Jws.Claims verify(String compact) {
    try {
      return Jws.parse(compact).verify(Ed25519Keys.raw(key.getPublic()), AUDIENCE, NOW);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private void assertRefused(String compact) {
    assertThatThrownBy(() -> verify(compact))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.problem().code()).isEqualTo("assertion-refused"));
  }
}
