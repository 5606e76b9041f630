package eu.paravent.testkit.internal;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonWriter;
import eu.paravent.protocol.Base64Url;
import eu.paravent.protocol.Json;
import eu.paravent.protocol.Limits;
import eu.paravent.protocol.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** A compact JWS (RFC 7515) with claims (RFC 7519), read but believed only after verification. */
final class Jws {
  private final JsonObject header;
  private final JsonObject claims;
  private final byte[] signed;
  private final byte[] signature;

  private Jws(JsonObject header, JsonObject claims, byte[] signed, byte[] signature) {
    this.header = header;
    this.claims = claims;
    this.signed = signed;
    this.signature = signature;
  }

  static Jws parse(String compact) {
    String[] parts = compact.split("\\.", -1);
    if (parts.length != 3) {
      throw refused("it is not a compact JWS");
    }
    try {
      Jws jws =
          new Jws(
              object(parts[0]),
              object(parts[1]),
              (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII),
              Base64Url.decode(parts[2]));
      // RFC 7515 §4.1.11: nothing critical is understood here
      if (!"EdDSA".equals(jws.header.getString("alg")) || jws.header.has("crit")) {
        throw refused("its algorithm is not EdDSA");
      }
      return jws;
    } catch (IllegalArgumentException | JsonParserException e) {
      throw refused("it is not base64url of JSON");
    }
  }

  List<byte[]> chain() {
    List<byte[]> chain = new ArrayList<>();
    if (header.get("x5c") instanceof List<?> entries && entries.size() <= Limits.CHAIN) {
      for (Object entry : entries) {
        try {
          // RFC 7515 §4.1.6: standard base64 here, not base64url
          chain.add(Base64.getDecoder().decode(String.valueOf(entry)));
        } catch (IllegalArgumentException e) {
          throw refused("its x5c is not base64");
        }
      }
    }
    if (chain.isEmpty()) {
      throw refused("its header has no x5c");
    }
    return List.copyOf(chain);
  }

  /** What kind of statement it is (RFC 7515 §4.1.9). */
  boolean is(String type) {
    return type.equals(header.getString("typ"));
  }

  /** What it says; empty where it is not of this type. */
  <T extends Record> Optional<T> read(Class<T> type) {
    try {
      return Optional.of(
          Json.read(type, JsonWriter.string(claims).getBytes(StandardCharsets.UTF_8)));
    } catch (Json.UnreadableException e) {
      return Optional.empty();
    }
  }

  boolean signedBy(PublicKey key) {
    try {
      requireSignature(key);
      return true;
    } catch (Refusal e) {
      return false;
    }
  }

  String text(String claim) {
    if (claims.get(claim) instanceof String text) {
      return text;
    }
    throw refused("the claim " + claim + " is missing");
  }

  Instant instant(String claim) {
    if (claims.get(claim) instanceof Number seconds) {
      return Instant.ofEpochSecond(seconds.longValue());
    }
    throw refused("the claim " + claim + " is missing");
  }

  void requireSignature(PublicKey key) {
    try {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(key);
      verifier.update(signed);
      if (verifier.verify(signature)) {
        return;
      }
    } catch (GeneralSecurityException e) {
      // a signature of a wrong shape does not verify either
    }
    throw refused("its signature does not verify");
  }

  void requireFor(String subject, String audience, Instant now) {
    if (!text("sub").equals(subject)) {
      throw refused("its subject is another");
    }
    if (!text("aud").equals(audience)) {
      throw refused("it is for another server");
    }
    Duration skew = Limits.CLOCK_SKEW;
    Instant issued = instant("iat");
    Instant expires = instant("exp");
    if (expires.isAfter(issued.plus(Limits.ASSERTION_LIFETIME)) || expires.isBefore(issued)) {
      throw refused("it lives longer than " + Limits.ASSERTION_LIFETIME);
    }
    if (!now.isBefore(expires.plus(skew)) || now.isBefore(issued.minus(skew))) {
      throw refused("it is not valid now: compare the clocks and sign in again");
    }
  }

  private static JsonObject object(String part) throws JsonParserException {
    return JsonParser.object().from(new String(Base64Url.decode(part), StandardCharsets.UTF_8));
  }

  static Refusal refused(String why) {
    return new Refusal(ProblemCode.ASSERTION_REFUSED, "The assertion is refused: " + why);
  }
}
