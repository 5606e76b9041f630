package eu.paravent.client.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonWriter;
import eu.paravent.client.UserId;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrowserEnrolmentTest {
  private final OrganisationAuthority acme = OrganisationAuthority.create("acme.example");
  private final byte[] key = new byte[32];

  @Test
  void answersWithTheDevicesCertificateAndTheRoot() throws Exception {
    Arrays.fill(key, (byte) 9);
    JsonObject answer =
        JsonParser.object()
            .from(
                BrowserEnrolment.answer(acme.enroller("alice"), request(acme.user("alice"), key)));

    assertEquals(2, answer.getArray("certificates").size());
    X509Certificate device = certificate(answer.getArray("certificates").getString(0));
    X509Certificate root = certificate(answer.getArray("certificates").getString(1));
    assertArrayEquals(acme.rootCertificate(), root.getEncoded());
    device.verify(root.getPublicKey());
    byte[] certified = device.getPublicKey().getEncoded();
    assertArrayEquals(key, Arrays.copyOfRange(certified, certified.length - 32, certified.length));
  }

  @Test
  void certifiesOnlyWhoIsSignedIn() {
    assertThrows(
        IllegalArgumentException.class,
        () -> BrowserEnrolment.answer(acme.enroller("alice"), request(acme.user("bob"), key)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"user\":7}",
        "{\"user\":\"alice\",\"device\":\"d\",\"publicKey\":\"AA==\"}",
        "{\"user\":\"mimi://acme.example/u/a\",\"device\":\"d\",\"publicKey\":\"AA==\"}",
        "{\"user\":\"mimi://acme.example/u/a\",\"device\":\"d\",\"publicKey\":\"*\"}"
      })
  void refusesWhatIsNoRequest(String request) {
    assertThrows(
        IllegalArgumentException.class,
        () -> BrowserEnrolment.answer(acme.enroller("alice"), request));
  }

  @Test
  void refusesWhatIsTooLong() {
    assertThrows(
        IllegalArgumentException.class,
        () -> BrowserEnrolment.answer(acme.enroller("alice"), " ".repeat(5_000)));
  }

  private static String request(UserId user, byte[] publicKey) {
    JsonObject request = new JsonObject();
    request.put("user", user.uri());
    request.put("device", "browser-1");
    request.put("publicKey", Base64.getEncoder().encodeToString(publicKey));
    return JsonWriter.string(request);
  }

  private static X509Certificate certificate(String base64) throws Exception {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(Base64.getDecoder().decode(base64)));
  }
}
