package eu.paravent.testkit.internal;

import eu.paravent.protocol.Base64Url;
import eu.paravent.protocol.Headers;
import eu.paravent.protocol.Json;
import eu.paravent.protocol.Limits;
import eu.paravent.protocol.ProblemCode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One request on its way to a handler.
 *
 * @param variables of the path, decoded
 * @param headers names in lower case
 */
record Call(
    Map<String, String> variables,
    Map<String, String> query,
    Map<String, String> headers,
    byte[] body,
    Optional<Session> signedIn) {

  Session session() {
    return signedIn.orElseThrow(
        () -> new Refusal(ProblemCode.NOT_SIGNED_IN, "No access token was sent: sign in first"));
  }

  String variable(String name) {
    String value = variables.get(name);
    if (value == null) {
      throw new IllegalArgumentException("No variable " + name + " in this path");
    }
    return value;
  }

  /** A path variable that names something a client chose: canonical, of 16 to 32 bytes. */
  String id(String name) {
    return requireId(name, variable(name));
  }

  static String requireId(String name, String value) {
    int bytes;
    try {
      bytes = Base64Url.decode(value).length;
    } catch (IllegalArgumentException e) {
      throw new Refusal(ProblemCode.INVALID_VALUE, name + " is not base64url without padding");
    }
    if (bytes < Limits.ID_BYTES_LEAST || bytes > Limits.ID_BYTES_MOST) {
      throw new Refusal(
          ProblemCode.INVALID_VALUE,
          name + " has " + bytes + " bytes instead of 16 to 32: make it of random bytes");
    }
    return value;
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  String idempotencyKey() {
    String key =
        header(Headers.IDEMPOTENCY_KEY)
            .orElseThrow(
                () ->
                    new Refusal(
                        ProblemCode.MALFORMED_REQUEST,
                        "The header " + Headers.IDEMPOTENCY_KEY + " is missing"));
    try {
      return requireId(Headers.IDEMPOTENCY_KEY, key);
    } catch (Refusal malformed) {
      throw new Refusal(
          ProblemCode.MALFORMED_REQUEST, Headers.IDEMPOTENCY_KEY + " is not 16 to 32 bytes");
    }
  }

  <T extends Record> T json(Class<T> type) {
    requireMediaType(Headers.JSON);
    if (body.length > Limits.JSON) {
      throw new Refusal(ProblemCode.TOO_LARGE, "At most " + Limits.JSON + " bytes of JSON");
    }
    try {
      return Json.read(type, body);
    } catch (Json.UnreadableException e) {
      throw new Refusal(ProblemCode.MALFORMED_REQUEST, String.valueOf(e.getMessage()));
    }
  }

  void requireMediaType(String expected) {
    String sent = header("Content-Type").orElse("");
    int parameters = sent.indexOf(';');
    String type = (parameters < 0 ? sent : sent.substring(0, parameters)).trim();
    if (!type.equalsIgnoreCase(expected)) {
      throw new Refusal(
          ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Send " + expected + " instead of \"" + type + "\"");
    }
  }

  Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name));
  }

  /** A whole number of the query, or the default where it is left out. */
  long number(String name, long otherwise) {
    String text = query.get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      long value = Long.parseLong(text);
      if (value >= 0) {
        return value;
      }
    } catch (NumberFormatException e) {
      // answered below
    }
    throw new Refusal(ProblemCode.INVALID_VALUE, name + " is not a whole number from 0");
  }
}
