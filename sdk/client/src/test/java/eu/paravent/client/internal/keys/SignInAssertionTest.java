package eu.paravent.client.internal.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignInAssertionTest {
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
  private static final String DEVICE = "mimi://acme.example/d/laptop";

  private final SecureRandom random = new SecureRandom();
  private final SigningKey key = SigningKey.generate(random);

  private String assertion() {
    return SignInAssertion.of(
        key,
        DEVICE,
        List.of(new byte[] {(byte) 0xfb, (byte) 0xff}, new byte[] {2}),
        "https://chat.acme.example",
        NOW,
        random);
  }

  private static JsonObject part(String assertion, int index) throws Exception {
    byte[] json = Base64.getUrlDecoder().decode(assertion.split("\\.")[index]);
    return JsonParser.object().from(new String(json, UTF_8));
  }

  @Test
  void itSaysWhoSignsInWhereAndUntilWhen() throws Exception {
    JsonObject header = part(assertion(), 0);
    JsonObject claims = part(assertion(), 1);

    assertThat(header.getString("alg")).isEqualTo("EdDSA");
    // RFC 7515 §4.1.6: standard base64, unlike everything else
    assertThat(header.getArray("x5c")).containsExactly("+/8=", "Ag==");
    assertThat(claims.getString("iss")).isEqualTo(DEVICE);
    assertThat(claims.getString("sub")).isEqualTo(DEVICE);
    assertThat(claims.getString("aud")).isEqualTo("https://chat.acme.example");
    assertThat(claims.getLong("iat")).isEqualTo(NOW.getEpochSecond());
    assertThat(claims.getLong("exp") - claims.getLong("iat")).isBetween(1L, 300L);
  }

  @Test
  void itIsSignedByTheDeviceAndNoTwoAreTheSame() throws Exception {
    String assertion = assertion();
    int dot = assertion.lastIndexOf('.');
    byte[] content = assertion.substring(0, dot).getBytes(UTF_8);
    byte[] signature = Base64.getUrlDecoder().decode(assertion.substring(dot + 1));

    assertThat(SigningKey.verify(key.publicKey(), content, signature)).isTrue();
    content[content.length - 1] ^= 1;
    assertThat(SigningKey.verify(key.publicKey(), content, signature)).isFalse();
    assertThat(part(assertion(), 1).getString("jti"))
        .isNotEqualTo(part(assertion, 1).getString("jti"));
  }

  @Test
  void aKeyIsNotShown() {
    assertThat(key.toString()).isEqualTo("SigningKey[secret]");
    assertThat(SigningKey.ofSeed(key.insecureSeed()).publicKey()).isEqualTo(key.publicKey());
  }
}
