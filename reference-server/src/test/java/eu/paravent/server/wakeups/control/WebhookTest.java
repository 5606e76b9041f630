package eu.paravent.server.wakeups.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.server.settings.control.Settings;
import eu.paravent.server.wakeups.Receiver;
import eu.paravent.server.wakeups.control.WakeUpChannel.Outcome;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real receiver, in the clear and with a certificate. */
class WebhookTest {
  @TempDir static Path directory;

  @Test
  void knocksAndSaysNothingElse() throws Exception {
    try (Receiver receiver = Receiver.plain()) {
      Outcome outcome = at("any").wake(receiver.endpoint("127.0.0.1", "/up/abc?token=t%20t"));

      assertThat(outcome).isEqualTo(Outcome.WOKEN);
      assertThat(receiver.knocks()).hasSize(1);
      Receiver.Knock knock = receiver.knocks().get(0);
      assertThat(knock.method()).isEqualTo("POST");
      assertThat(knock.target()).isEqualTo("/up/abc?token=t%20t");
      assertThat(knock.body()).isEmpty();
      assertThat(knock.headers())
          .containsOnlyKeys(
              "host", "ttl", "urgency", "topic", "content-length", "user-agent", "connection")
          .containsEntry("content-length", "0")
          .containsEntry("ttl", "86400");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "200,WOKEN",
    "201,WOKEN",
    "204,WOKEN",
    "404,GONE",
    "410,GONE",
    "400,FAILED",
    "401,FAILED",
    "429,FAILED",
    "500,FAILED",
    "503,FAILED"
  })
  void understandsTheAnswer(int status, Outcome outcome) throws Exception {
    try (Receiver receiver = Receiver.plain()) {
      receiver.answers(status);

      assertThat(at("any").wake(receiver.endpoint("127.0.0.1", "/"))).isEqualTo(outcome);
    }
  }

  @Test
  void isNotSentElsewhere() throws Exception {
    try (Receiver receiver = Receiver.plain();
        Receiver inside = Receiver.plain()) {
      receiver.sendsElsewhere(URI.create(inside.endpoint("127.0.0.1", "/admin")));

      assertThat(at("any").wake(receiver.endpoint("127.0.0.1", "/"))).isEqualTo(Outcome.FAILED);
      assertThat(inside.knocks()).isEmpty();
    }
  }

  /** A name says nothing about where it leads: it is looked up, and then looked at. */
  @Test
  void doesNotFollowANameIntoItsOwnNetwork() throws Exception {
    SSLContext context = certificateOf("dns:localhost");
    try (Receiver receiver = Receiver.sealed(context)) {
      String endpoint = receiver.endpoint("localhost", "/");
      Webhook strict = new Webhook(settings("public"), context.getSocketFactory());

      assertThat(strict.defect(endpoint)).isEmpty();
      assertThat(strict.wake(endpoint)).isEqualTo(Outcome.FAILED);
      assertThat(receiver.knocks()).isEmpty();
    }
  }

  @Test
  void looksAtTheCertificate() throws Exception {
    SSLContext context = certificateOf("dns:localhost");
    try (Receiver receiver = Receiver.sealed(context)) {
      Webhook trusting = new Webhook(settings("any"), context.getSocketFactory());

      assertThat(trusting.wake(receiver.endpoint("localhost", "/"))).isEqualTo(Outcome.WOKEN);
      // another name than the certificate's
      assertThat(trusting.wake(receiver.endpoint("127.0.0.1", "/"))).isEqualTo(Outcome.FAILED);
      // an authority that nobody knows
      assertThat(at("any").wake(receiver.endpoint("localhost", "/"))).isEqualTo(Outcome.FAILED);
      assertThat(receiver.knocks()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"SSH-2.0-OpenSSH_9.2\r\n", "", "HTTP/1.1 2000 x\r\n", "HTTP/1.1 abc\r\n"})
  void failsWhereNobodySpeaksHttp(String answer) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread thread = new Thread(() -> answer(server, answer));
      thread.start();

      assertThat(at("any").wake("http://127.0.0.1:" + server.getLocalPort() + "/"))
          .isEqualTo(Outcome.FAILED);
      thread.join();
    }
  }

  /** It takes the request and never answers: {@code send} ends by itself. */
  @Test
  void doesNotWaitForEver() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      URI endpoint = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
      EmptyPost post =
          new EmptyPost(
              endpoint,
              (javax.net.ssl.SSLSocketFactory) javax.net.ssl.SSLSocketFactory.getDefault(),
              1);

      org.assertj.core.api.Assertions.assertThatThrownBy(
              () -> post.send(InetAddress.getLoopbackAddress()))
          .isInstanceOf(java.io.IOException.class);
    }
  }

  @Test
  void isOffWhereTheOperatorSaysSo() {
    assertThat(at("none").defect("https://push.example/up")).isPresent();
    assertThat(at("none").wake("https://push.example.invalid/up")).isEqualTo(Outcome.GONE);
  }

  /** Push services outside the region, for instance, are not used then. */
  @Test
  void knocksOnlyWhereTheOperatorHasNamedIt() {
    Webhook webhook = at("push.example.de, up.acme.example");

    assertThat(webhook.defect("https://push.example.de/up")).isEmpty();
    assertThat(webhook.defect("https://EU.Push.Example.de/up")).isEmpty();
    assertThat(webhook.defect("https://up.acme.example:8443/up")).isEmpty();
    assertThat(webhook.defect("https://fcm.example.com/up").orElseThrow())
        .contains("push.example.de, up.acme.example only");
    assertThat(webhook.defect("https://notpush.example.de/up")).isPresent();
    assertThat(webhook.defect("https://push.example.de.evil.example/up")).isPresent();
    assertThat(webhook.defect("http://push.example.de/up")).isPresent();
    assertThat(webhook.defect("https://8.8.8.8/up")).isPresent();
    assertThat(webhook.wake("https://fcm.example.invalid/up")).isEqualTo(Outcome.GONE);
    assertThatThrownBy(() -> at("push.example.de, everywhere"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Without TLS only where the line is the operator's own. */
  @Test
  void usesTlsOnTheOpenInternetInAnyCase() {
    assertThat(at("any").defect("http://8.8.8.8/up")).isPresent();
    assertThat(at("any").defect("https://8.8.8.8/up")).isEmpty();
    assertThat(at("any").defect("http://10.0.0.1/up")).isEmpty();
    assertThat(at("public").defect("https://8.8.8.8/up")).isEmpty();
    assertThat(at("public").defect("https://10.0.0.1/up")).isPresent();
  }

  private static void answer(ServerSocket server, String answer) {
    try (Socket socket = server.accept()) {
      InputStream in = socket.getInputStream();
      assertThat(in.read()).isEqualTo('P');
      socket.getOutputStream().write(answer.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Webhook at(String addresses) {
    return new Webhook(settings(addresses));
  }

  private static Settings settings(String addresses) {
    return Settings.of(Map.of("PARAVENT_WAKE_UP_ADDRESSES", addresses));
  }

  /** A server and a client that believes it, by the tool of the JDK. */
  private static SSLContext certificateOf(String name) throws Exception {
    Path file = Files.createTempDirectory(directory, "tls").resolve("keys.p12");
    char[] password = "changeit".toCharArray();
    Process tool =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-keyalg",
                    "EC",
                    "-groupname",
                    "secp256r1",
                    "-alias",
                    "receiver",
                    "-dname",
                    "CN=receiver",
                    "-ext",
                    "san=" + name,
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    file.toString(),
                    "-storepass",
                    "changeit"))
            .redirectErrorStream(true)
            .redirectOutput(file.resolveSibling("keytool.log").toFile())
            .start();
    assertThat(tool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    KeyStore keys = KeyStore.getInstance(file.toFile(), password);
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, password);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("receiver", keys.getCertificate("receiver"));
    TrustManagerFactory believed =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    believed.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), believed.getTrustManagers(), null);
    return context;
  }
}
