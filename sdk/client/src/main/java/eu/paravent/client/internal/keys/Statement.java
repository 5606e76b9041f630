package eu.paravent.client.internal.keys;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Something said, signed as compact JWS of a kind (RFC 7515 §4.1.9). */
public final class Statement {
  private Statement() {}

  /**
   * @param chain DER, the signer's certificate first; empty where everybody knows the key
   */
  public static String sign(String type, byte[] content, SigningKey key, List<byte[]> chain) {
    JsonObject header = new JsonObject();
    header.put("typ", type);
    if (!chain.isEmpty()) {
      header.put("x5c", Jws.x5c(chain));
    }
    return Jws.sign(header, content, key);
  }

  /** What it says; empty where it is not of this kind, or this key has not signed it. */
  public static Optional<byte[]> verify(String compact, String type, byte[] publicKey) {
    String[] parts = compact.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      byte[] signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
      Base64.Decoder base64 = Base64.getUrlDecoder();
      if (!SigningKey.verify(publicKey, signed, base64.decode(parts[2]))) {
        return Optional.empty();
      }
      JsonObject header =
          JsonParser.object().from(new String(base64.decode(parts[0]), StandardCharsets.UTF_8));
      // RFC 7515 §4.1.11: nothing critical is understood here
      if (!"EdDSA".equals(header.getString("alg"))
          || header.has("crit")
          || !type.equals(header.getString("typ"))) {
        return Optional.empty();
      }
      return Optional.of(base64.decode(parts[1]));
    } catch (IllegalArgumentException | JsonParserException e) {
      return Optional.empty();
    }
  }
}
