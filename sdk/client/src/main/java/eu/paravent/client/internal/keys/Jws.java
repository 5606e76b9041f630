package eu.paravent.client.internal.keys;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * JWS compact serialisation with EdDSA (RFC 7515, RFC 8037): making it only, see {@link Statement}.
 */
final class Jws {
  private Jws() {}

  static String sign(JsonObject header, JsonObject claims, SigningKey key) {
    return sign(header, utf8(claims), key);
  }

  static String sign(JsonObject header, byte[] payload, SigningKey key) {
    header.put("alg", "EdDSA");
    String content = part(header) + "." + base64Url(payload);
    return content + "." + base64Url(key.sign(content.getBytes(StandardCharsets.US_ASCII)));
  }

  /** RFC 7515 §4.1.6: standard Base64. */
  static JsonArray x5c(List<byte[]> chain) {
    JsonArray x5c = new JsonArray();
    chain.forEach(der -> x5c.add(Base64.getEncoder().encodeToString(der)));
    return x5c;
  }

  private static String part(JsonObject json) {
    return base64Url(utf8(json));
  }

  private static byte[] utf8(JsonObject json) {
    return JsonWriter.string(json).getBytes(StandardCharsets.UTF_8);
  }

  private static String base64Url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
