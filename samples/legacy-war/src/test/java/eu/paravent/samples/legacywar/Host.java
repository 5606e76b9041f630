package eu.paravent.samples.legacywar;

import eu.paravent.client.ChatClient;
import eu.paravent.client.identity.OrganisationAuthority;
import eu.paravent.client.identity.Registration;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.client.store.StoreKey;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.scan.StandardJarScanner;

/** What is around the application: a Tomcat 9, a company at a chat server, and Alice there. */
final class Host {
  private static final String PASSWORD = "changeit";

  private final Tomcat tomcat = new Tomcat();
  private final Map<String, String> settings;
  private final OrganisationAuthority acme;
  private final URI server;

  /**
   * @param chat where the application keeps what belongs to the chat
   * @param port 0 for any
   */
  Host(Path folder, Path chat, URI server, String token, int port) throws Exception {
    this.server = server;
    acme =
        OrganisationAuthority.loadOrCreate(
            chat.resolve("authority.p12"), PASSWORD.toCharArray(), "acme.example");
    Registration.register(server, acme, token);
    settings =
        Map.of(
            "chat.server", server.toString(),
            "chat.folder", chat.toString(),
            "chat.password", PASSWORD);
    tomcat.setBaseDir(folder.resolve("tomcat").toString());
    tomcat.setPort(port);
    tomcat.getConnector();
    tomcat.getHost();
    tomcat.start();
  }

  ChatClient alice() {
    return ChatClient.builder()
        .server(server)
        .store(EncryptedStore.inMemory(StoreKey.copyOf(new byte[StoreKey.LENGTH])))
        .identity(acme.enroller("alice"))
        .displayName("Alice")
        .open();
  }

  Context deploy() {
    Context application = new StandardContext();
    application.setPath("/erp");
    application.setDocBase(
        Path.of(System.getProperty("paravent.legacy.war")).toAbsolutePath().toString());
    ContextConfig configuration = new ContextConfig();
    configuration.setDefaultWebXml(tomcat.noDefaultWebXmlPath());
    application.addLifecycleListener(configuration);
    // in the application, not in all that the test has beside it
    StandardJarScanner scanner = new StandardJarScanner();
    scanner.setScanClassPath(false);
    application.setJarScanner(scanner);
    settings.forEach(application::addParameter);
    tomcat.getHost().addChild(application);
    return application;
  }

  void undeploy(Context application) {
    tomcat.getHost().removeChild(application);
  }

  /** Where the application shows its orders. */
  URI orders() {
    return URI.create("http://localhost:" + tomcat.getConnector().getLocalPort() + "/erp/orders/");
  }

  void stop() throws Exception {
    tomcat.stop();
    tomcat.destroy();
    acme.close();
  }
}
