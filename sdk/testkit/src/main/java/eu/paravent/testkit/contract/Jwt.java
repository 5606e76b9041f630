package eu.paravent.testkit.contract;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonWriter;
import eu.paravent.protocol.Base64Url;
import eu.paravent.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;

/** A signed statement (RFC 7519), right or wrong as the test needs it. */
final class Jwt {
  private final JsonObject header = new JsonObject();
  private final JsonObject claims = new JsonObject();

  private Jwt() {
    header.put("alg", "EdDSA");
  }

  /** A proof of possession of an organisation's root. */
  static Jwt proof(String subject, String audience, Instant now) {
    return new Jwt()
        .claim("sub", subject)
        .claim("aud", audience)
        .claim("iat", now.getEpochSecond())
        .claim("exp", now.getEpochSecond() + 60);
  }

  /** A sign-in assertion that a server takes. */
  static Jwt assertion(DeviceKey device, String audience, Instant now) {
    byte[] id = new byte[16];
    new SecureRandom().nextBytes(id);
    return proof(device.uri(), audience, now)
        .claim("iss", device.uri())
        .claim("jti", Base64Url.encode(id))
        .chain(device.chain());
  }

  /** Any statement of a kind (RFC 7515 §4.1.9). */
  static Jwt statement(String type, Record content) {
    Jwt statement = new Jwt().content(content);
    statement.header.put("typ", type);
    return statement;
  }

  private Jwt content(Record content) {
    try {
      claims.putAll(
          JsonParser.object().from(new String(Json.write(content), StandardCharsets.UTF_8)));
      return this;
    } catch (JsonParserException e) {
      throw new IllegalStateException(e);
    }
  }

  Jwt claim(String name, Object value) {
    claims.put(name, value);
    return this;
  }

  Jwt algorithm(String name) {
    header.put("alg", name);
    return this;
  }

  /** RFC 7515 §4.1.6. */
  Jwt chain(List<byte[]> chain) {
    header.put("x5c", chain.stream().map(Base64.getEncoder()::encodeToString).toList());
    return this;
  }

  String signedBy(Ed25519PrivateKeyParameters key) {
    String signed = part(header) + "." + part(claims);
    return signed + "." + Base64Url.encode(DeviceKey.sign(key, signed));
  }

  private static String part(JsonObject object) {
    return Base64Url.encode(JsonWriter.string(object).getBytes(StandardCharsets.UTF_8));
  }
}
