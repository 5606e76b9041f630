package eu.paravent.server.system;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.server.testing.WildFlyProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** TLS at the server, with the very lines that docs/operate.md gives an operator. */
final class ServerTls {
  static final String PASSWORD = "of-the-file";
  private static final String ALIAS = "chat";
  private static final int PATIENCE_SECONDS = 180, PATIENCE_MILLIS = 60_000;

  private final Path keys;

  /** Makes a key and a certificate for localhost. */
  ServerTls(Path directory) throws Exception {
    keys = directory.resolve("tls.p12");
    run(
        new ProcessBuilder(
            java("keytool"),
            "-genkeypair",
            "-keyalg",
            "EC",
            "-alias",
            ALIAS,
            "-dname",
            "CN=localhost",
            "-ext",
            "san=dns:localhost",
            "-storetype",
            "PKCS12",
            "-keystore",
            keys.toString(),
            "-storepass",
            PASSWORD));
  }

  private static String java(String tool) {
    return Path.of(System.getProperty("java.home"), "bin", tool).toString();
  }

  /** With the server stopped, as the page says. */
  void configure(WildFlyProcess server) throws Exception {
    Path script = keys.resolveSibling("tls.cli");
    Files.writeString(
        script,
        linesOfThePage()
            .replace("/etc/paravent/tls.p12", keys.toString())
            .replace("embed-server\n", "embed-server --std-out=discard\n"));
    Path home = Path.of(System.getProperty(WildFlyProcess.HOME));
    ProcessBuilder builder =
        new ProcessBuilder(
            java("java"),
            "-Djboss.home.dir=" + home,
            "-Djboss.server.base.dir=" + server.base(),
            "-jar",
            home.resolve("jboss-modules.jar").toString(),
            "-mp",
            home.resolve("modules").toString(),
            "org.jboss.as.cli",
            "--file=" + script);
    builder.environment().put("JBOSS_HOME", home.toString());
    builder.environment().put("TLS_PASSWORD", PASSWORD);
    run(builder);
  }

  /** What stands there between the fences, without its indentation. */
  private static String linesOfThePage() throws IOException {
    String page = Files.readString(Path.of("../docs/operate.md"));
    int start = page.indexOf("embed-server\n");
    return page.substring(start, page.indexOf("```", start)).replaceAll("(?m)^ +", "");
  }

  private static void run(ProcessBuilder builder) throws Exception {
    Process process = builder.redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(printed).isZero();
  }

  /** A client that trusts this certificate and no other one is answered, in this version. */
  void requireAnswer(WildFlyProcess server, String version, String suite) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, PASSWORD.toCharArray());
    }
    Certificate certificate = store.getCertificate(ALIAS);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry(ALIAS, certificate);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket("localhost", server.httpsPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.setEnabledProtocols(new String[] {version});
      socket.startHandshake();
      assertThat(socket.getSession().getProtocol()).isEqualTo(version);
      assertThat(socket.getSession().getCipherSuite()).startsWith(suite);
      assertThat(socket.getSession().getPeerCertificates()[0]).isEqualTo(certificate);
      socket
          .getOutputStream()
          .write(
              "GET /api/v1/limits HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 200 ");
    }
  }
}
