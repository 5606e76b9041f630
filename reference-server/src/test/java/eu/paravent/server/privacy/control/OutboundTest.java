package eu.paravent.server.privacy.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import eu.paravent.server.settings.control.Configuration;
import eu.paravent.server.settings.control.Settings;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Code that connects to somewhere is in the list of outbound addresses, or this fails. */
class OutboundTest {
  /** Ways out of a Java machine, as far as the server's class path has them. */
  private static final Set<String> DOORS =
      Set.of(
          "java.net.http.HttpClient",
          "java.net.Socket",
          "java.net.DatagramSocket",
          "java.net.URLConnection",
          "java.net.HttpURLConnection",
          "java.net.InetAddress",
          "java.nio.channels.SocketChannel",
          "java.nio.channels.AsynchronousSocketChannel",
          "java.nio.channels.DatagramChannel",
          "java.sql.DriverManager",
          "javax.net.SocketFactory",
          "javax.net.ssl.SSLSocketFactory",
          "javax.net.ssl.SSLSocket",
          "javax.naming.InitialContext",
          "jakarta.mail.Session",
          "jakarta.ws.rs.client.Client",
          "jakarta.ws.rs.client.ClientBuilder",
          "jakarta.websocket.ContainerProvider",
          "com.nimbusds.jose.util.DefaultResourceRetriever",
          "com.nimbusds.jose.jwk.source.JWKSourceBuilder",
          "io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk");

  /** They take addresses apart, or look at those of who comes in. */
  private static final Set<String> ONLY_LOOKING = Set.of("Addresses");

  @Test
  void hasEveryClassThatConnects() {
    Set<String> connecting = connecting("eu.paravent.server");
    connecting.removeAll(ONLY_LOOKING);

    assertThat(connecting)
        .as(
            "Where the server connects to is in"
                + " src/main/resources/eu/paravent/server/privacy/outbound.txt, with the class that"
                + " does, in German and English. Add yours there.")
        .isEqualTo(
            Outbound.targets().stream()
                .flatMap(target -> target.classes().stream())
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  /** To the server that it is told; its database is embedded, or a DataSource of the host. */
  @Test
  void theClientConnectsInItsTransportOnly() {
    assertThat(connecting("eu.paravent.client", "eu.paravent.mls", "eu.paravent.protocol"))
        .containsExactly("JdkTransport");
  }

  private static Set<String> connecting(String... packages) {
    Set<String> connecting = new TreeSet<>();
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(packages)) {
      boolean connects =
          type.getDirectDependenciesFromSelf().stream()
                  .anyMatch(found -> DOORS.contains(found.getTargetClass().getName()))
              || type.getMethodCallsFromSelf().stream()
                  .anyMatch(
                      call ->
                          call.getTargetOwner().getName().equals("java.net.URL")
                              && call.getName().startsWith("open"));
      if (connects) {
        connecting.add(outermost(type));
      }
    }
    return connecting;
  }

  private static String outermost(JavaClass type) {
    return type.getEnclosingClass().map(OutboundTest::outermost).orElseGet(type::getSimpleName);
  }

  @Test
  void saysWhatIsSetOnThisServer() {
    Configuration bare = new Configuration(Settings.of(Map.of()));
    Configuration set =
        new Configuration(
            Settings.of(
                Map.of(
                    "PARAVENT_ADMIN_ISSUERS", "acme.example=https://sso.acme.example",
                    "PARAVENT_ATTACHMENT_STORE", "s3",
                    "PARAVENT_S3_ENDPOINT", "https://s3.example",
                    "PARAVENT_DB_URL", "jdbc:postgresql://db/secret",
                    "PARAVENT_TURN_ADDRESSES", "turn:turn.acme.example",
                    "PARAVENT_WAKE_UP_ADDRESSES", "none")));

    assertThat(
            addresses(
                new Configuration(
                    Settings.of(Map.of("PARAVENT_WAKE_UP_ADDRESSES", "push.acme.example")))))
        .containsEntry("wake-up", "registered by each device, only push.acme.example");
    assertThat(addresses(bare))
        .containsEntry("issuer", "none")
        .containsEntry("object-store", "none")
        .containsEntry("call-relay", "none")
        .containsEntry("wake-up", "registered by each device");
    assertThat(addresses(set))
        .containsEntry("issuer", "acme.example=https://sso.acme.example")
        .containsEntry("object-store", "https://s3.example")
        .containsEntry("call-relay", "turn:turn.acme.example")
        .containsEntry("wake-up", "none")
        .containsEntry("database", "set by the operator");
  }

  private static Map<String, String> addresses(Configuration configuration) {
    return Outbound.targets().stream()
        .collect(
            Collectors.toMap(
                Outbound.Target::name, target -> target.address(configuration, Language.EN)));
  }
}
