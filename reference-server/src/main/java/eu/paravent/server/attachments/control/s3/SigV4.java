package eu.paravent.server.attachments.control.s3;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * AWS Signature Version 4 in the header, with the hash of the payload signed: who is on the line
 * can neither change nor repeat a request for long. Thread-safe.
 */
final class SigV4 {
  static final String CONTENT_HASH = "x-amz-content-sha256";
  static final String DATE = "x-amz-date";
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final String SERVICE = "s3";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final String region;
  private final String accessKey;
  private final byte[] secret;

  SigV4(String region, String accessKey, String secret) {
    this.region = region;
    this.accessKey = accessKey;
    this.secret = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * What is to be signed.
   *
   * @param path each part percent-encoded once
   * @param query not encoded
   * @param headers all that go out, names in lower case, {@code host} among them
   * @param contentHash SHA-256 of the payload in hex
   */
  record Request(
      String method,
      String path,
      SortedMap<String, String> query,
      SortedMap<String, String> headers,
      String contentHash) {}

  /** The headers to be sent: those of the request, the date, the hash, and the signature. */
  Map<String, String> sign(Request request, Instant now) {
    String time = TIME.format(now);
    String scope = time.substring(0, 8) + "/" + region + "/" + SERVICE + "/aws4_request";
    SortedMap<String, String> headers = new TreeMap<>(request.headers);
    headers.put(CONTENT_HASH, request.contentHash);
    headers.put(DATE, time);
    String names = String.join(";", headers.keySet());
    String canonical =
        String.join(
            "\n",
            request.method,
            request.path,
            query(request.query),
            headers.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue().strip() + "\n")
                .collect(Collectors.joining()),
            names,
            request.contentHash);
    String toSign =
        String.join(
            "\n", ALGORITHM, time, scope, sha256(canonical.getBytes(StandardCharsets.UTF_8)));
    String signature = HexFormat.of().formatHex(hmac(key(time.substring(0, 8)), toSign));
    headers.put(
        "authorization",
        ALGORITHM
            + " Credential="
            + accessKey
            + "/"
            + scope
            + ",SignedHeaders="
            + names
            + ",Signature="
            + signature);
    return headers;
  }

  /** As it is signed, and as it goes into the address. */
  static String query(SortedMap<String, String> query) {
    return query.entrySet().stream()
        .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
        .collect(Collectors.joining("&"));
  }

  /** Everything but letters, digits, and {@code -._~} of RFC 3986 §2.3. */
  static String encode(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xff);
      if ((c >= 'A' && c <= 'Z')
          || (c >= 'a' && c <= 'z')
          || (c >= '0' && c <= '9')
          || "-._~".indexOf(c) >= 0) {
        encoded.append(c);
      } else {
        encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
      }
    }
    return encoded.toString();
  }

  static String sha256(byte[] octets) {
    return HexFormat.of().formatHex(newSha256().digest(octets));
  }

  static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every JDK has SHA-256", e);
    }
  }

  private byte[] key(String date) {
    return hmac(hmac(hmac(hmac(secret, date), region), SERVICE), "aws4_request");
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("Every JDK has HMAC-SHA-256", e);
    }
  }
}
