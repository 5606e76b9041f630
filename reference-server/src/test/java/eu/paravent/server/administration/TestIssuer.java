package eu.paravent.server.administration;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** As much of an OpenID provider as somebody needs who verifies its tokens. */
public final class TestIssuer implements AutoCloseable {
  private final HttpServer server;
  private final AtomicInteger keyRequests = new AtomicInteger();
  private volatile ECKey key = newKey();
  private volatile String calledItself;

  private TestIssuer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    calledItself = address();
    serve(
        "/realms/staff/.well-known/openid-configuration",
        () -> "{\"issuer\":\"" + calledItself + "\",\"jwks_uri\":\"" + address() + "/keys\"}");
    serve(
        "/realms/staff/keys",
        () -> {
          keyRequests.incrementAndGet();
          return new JWKSet(key.toPublicJWK()).toString();
        });
    server.start();
  }

  public static TestIssuer start() throws IOException {
    return new TestIssuer();
  }

  private static ECKey newKey() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(UUID.randomUUID().toString()).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private void serve(String path, java.util.function.Supplier<String> json) {
    server.createContext(
        path,
        exchange -> {
          byte[] octets = json.get().getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, octets.length);
          exchange.getResponseBody().write(octets);
          exchange.close();
        });
  }

  /** Its name. */
  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/realms/staff";
  }

  public void callsItself(String other) {
    calledItself = other;
  }

  public int keyRequests() {
    return keyRequests.get();
  }

  /** From now on it signs with another key. */
  public void changesItsKey() {
    key = newKey();
  }

  public ECKey key() {
    return key;
  }

  /** Claims of an administrator, to be spoiled. */
  public JWTClaimsSet.Builder administrator() {
    Instant now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer(address())
        .subject("0815")
        .audience("paravent")
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(300)))
        .claim("roles", List.of("clerk", "paravent-admin"));
  }

  public String token() {
    return sign(administrator().build());
  }

  public String sign(JWTClaimsSet claims) {
    return sign(claims, key, JOSEObjectType.JWT);
  }

  public static String sign(JWTClaimsSet claims, ECKey by, JOSEObjectType type) {
    try {
      SignedJWT jwt =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.ES256).type(type).keyID(by.getKeyID()).build(),
              claims);
      jwt.sign(new ECDSASigner(by));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  /** Settings of a server on which it speaks for this organisation. */
  public Map<String, String> environment(String organisation) {
    return Map.of("PARAVENT_ADMIN_ISSUERS", organisation + "=" + address());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
