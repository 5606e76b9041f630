package eu.paravent.server.attachments.control.s3;

import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The server's side of AWS Signature Version 4, from its description and not from our signer. */
final class SignatureCheck {
  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=([^/]+)/([0-9]{8})/([^/]+)/s3/aws4_request, ?"
              + "SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})");
  private static final Duration SKEW = Duration.ofMinutes(15);

  private final String region;
  private final String accessKey;
  private final String secret;

  SignatureCheck(String region, String accessKey, String secret) {
    this.region = region;
    this.accessKey = accessKey;
    this.secret = secret;
  }

  /** The error code; empty where the request is as it was signed. */
  Optional<String> fault(HttpExchange exchange) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    Matcher given = AUTHORIZATION.matcher(header == null ? "" : header);
    if (!given.matches()) {
      return Optional.of("AccessDenied");
    }
    if (!given.group(1).equals(accessKey)) {
      return Optional.of("InvalidAccessKeyId");
    }
    String time = first(exchange, "x-amz-date");
    Instant at =
        Instant.from(
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssX", java.util.Locale.ROOT).parse(time));
    if (Duration.between(at, Instant.now()).abs().compareTo(SKEW) > 0) {
      return Optional.of("RequestTimeTooSkewed");
    }
    List<String> names = List.of(given.group(4).split(";"));
    boolean complete =
        names.containsAll(List.of("host", "x-amz-content-sha256", "x-amz-date"))
            && names.equals(names.stream().sorted().toList())
            && (!exchange.getRequestHeaders().containsKey("Range") || names.contains("range"));
    if (!complete || !given.group(3).equals(region) || !time.startsWith(given.group(2))) {
      return Optional.of("AuthorizationHeaderMalformed");
    }
    String canonical =
        exchange.getRequestMethod()
            + "\n"
            + exchange.getRequestURI().getRawPath()
            + "\n"
            + query(exchange.getRequestURI())
            + "\n"
            + names.stream()
                .map(name -> name + ":" + first(exchange, name).trim() + "\n")
                .collect(Collectors.joining())
            + "\n"
            + given.group(4)
            + "\n"
            + first(exchange, "x-amz-content-sha256");
    String scope = given.group(2) + "/" + region + "/s3/aws4_request";
    String expected = "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + hash(canonical);
    byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
    for (String part : scope.split("/")) {
      key = hmac(key, part);
    }
    boolean fits =
        MessageDigest.isEqual(hmac(key, expected), HexFormat.of().parseHex(given.group(5)));
    return fits ? Optional.empty() : Optional.of("SignatureDoesNotMatch");
  }

  private static String query(URI address) {
    String raw = address.getRawQuery();
    return raw == null
        ? ""
        : Arrays.stream(raw.split("&"))
            .map(pair -> pair.contains("=") ? pair : pair + "=")
            .sorted()
            .collect(Collectors.joining("&"));
  }

  private static String first(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  private static String hash(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
