package eu.paravent.samples.quickstart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** As much of an OpenID provider as a page in a browser needs: everybody is who is set here. */
final class SignInService implements AutoCloseable {
  private final HttpServer server;
  private final KeyPair key;
  private final Map<String, String> challenges = new ConcurrentHashMap<>();
  private volatile String role = "paravent-dpo";

  SignInService() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      key = generator.generateKeyPair();
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
    server.createContext(
        "/.well-known/openid-configuration",
        exchange ->
            json(
                exchange,
                """
                {"issuer":"%1$s","jwks_uri":"%1$s/keys","authorization_endpoint":"%1$s/authorize",\
                "token_endpoint":"%1$s/token"}"""
                    .formatted(address())));
    server.createContext("/keys", exchange -> json(exchange, "{\"keys\":[" + jwk() + "]}"));
    server.createContext("/authorize", this::authorize);
    server.createContext("/token", this::token);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What the next token says about its holder. */
  void role(String next) {
    role = next;
  }

  private void authorize(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getRawQuery();
    String code = UUID.randomUUID().toString();
    challenges.put(code, value(query, "code_challenge"));
    exchange
        .getResponseHeaders()
        .add(
            "Location",
            value(query, "redirect_uri") + "?code=" + code + "&state=" + value(query, "state"));
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private void token(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String challenge = challenges.remove(value(form, "code"));
    boolean same = challenge != null && challenge.equals(hash(value(form, "code_verifier")));
    json(exchange, same ? "{\"access_token\":\"" + token() + "\"}" : "{}");
  }

  private String token() {
    long now = Instant.now().getEpochSecond();
    String signed =
        text("{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"1\"}")
            + "."
            + text(
                """
                {"iss":"%s","aud":"paravent","sub":"officer-7","iat":%d,"exp":%d,"roles":["%s"]}"""
                    .formatted(address(), now, now + 600, role));
    try {
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(key.getPrivate());
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + text(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String jwk() {
    ECPublicKey open = (ECPublicKey) key.getPublic();
    return """
    {"kty":"EC","crv":"P-256","alg":"ES256","use":"sig","kid":"1","x":"%s","y":"%s"}"""
        .formatted(coordinate(open.getW().getAffineX()), coordinate(open.getW().getAffineY()));
  }

  private static String coordinate(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] fixed = new byte[32];
    int length = Math.min(32, bytes.length);
    System.arraycopy(bytes, bytes.length - length, fixed, 32 - length, length);
    return text(fixed);
  }

  private static String hash(String verifier) {
    try {
      return text(
          MessageDigest.getInstance("SHA-256")
              .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(String plain) {
    return text(plain.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String value(String form, String name) {
    return Arrays.stream(form.split("&"))
        .filter(pair -> pair.startsWith(name + "="))
        .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
        .findFirst()
        .orElse("");
  }

  private static void json(HttpExchange exchange, String body) {
    byte[] octets = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.getResponseHeaders().add("Access-Control-Allow-Origin", "*");
    try {
      exchange.sendResponseHeaders(200, octets.length);
      exchange.getResponseBody().write(octets);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
