package eu.paravent.client.internal.keys;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** JWS compact serialisation with EdDSA (RFC 7515, RFC 8037): making it only. */
final class Jws {
  private Jws() {}

  static String sign(JsonObject header, JsonObject claims, SigningKey key) {
    header.put("alg", "EdDSA");
    String content = part(header) + "." + part(claims);
    return content + "." + base64Url(key.sign(content.getBytes(StandardCharsets.US_ASCII)));
  }

  private static String part(JsonObject json) {
    return base64Url(JsonWriter.string(json).getBytes(StandardCharsets.UTF_8));
  }

  private static String base64Url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
