package eu.paravent.samples.legacywar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.client.ChatClient;
import eu.paravent.client.event.ChatEvent;
import eu.paravent.client.event.EventCursor;
import eu.paravent.client.identity.OrganisationAuthority;
import eu.paravent.client.identity.Registration;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.client.store.StoreKey;
import eu.paravent.server.testing.WildFlyProcess;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.loader.WebappClassLoaderBase;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The application is deployed and undeployed twenty times in one Tomcat, talks each time with Alice
 * over a real server, and leaves nothing behind: no class loader, no thread, no open file.
 */
class RedeployIT {
  private static final int TIMES = 20;
  private static final String TOKEN = "operators-token";

  @TempDir Path folder;
  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void leavesNothingBehind() throws Exception {
    Path chat = Files.createDirectory(folder.resolve("chat"));
    Files.write(chat.resolve("store.key"), new byte[StoreKey.LENGTH]);
    OrganisationAuthority acme = OrganisationAuthority.create("acme.example");
    acme.save(chat.resolve("authority.p12"), "changeit".toCharArray());
    try (WildFlyProcess server =
            WildFlyProcess.at(
                    folder.resolve("server"), Map.of("PARAVENT_REGISTRATION_TOKEN", TOKEN))
                .start();
        ChatClient alice = founded(acme, server.uri())) {
      Tomcat tomcat = tomcat();
      try {
        await(() -> alice.connection().online());
        Map<String, String> settings =
            Map.of(
                "chat.server", server.uri().toString(),
                "chat.folder", chat.toString(),
                "chat.password", "changeit");
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        // the first one brings what stays in the JVM for everybody
        loaders.add(talk(tomcat, settings, 0));
        awaitCollected(loaders);
        long selectors = threads("HttpClient-.*-SelectorManager");
        for (int i = 1; i <= TIMES; i++) {
          loaders.add(talk(tomcat, settings, i));
        }

        awaitCollected(loaders);
        await(() -> applicationThreads().isEmpty());
        await(() -> threads("HttpClient-.*-SelectorManager") <= selectors);
        assertThat(openFilesBelow(chat)).isEmpty();
        await(() -> heard(alice).size() == TIMES + 1);
        assertThat(heard(alice))
            .containsExactlyElementsOf(
                IntStream.rangeClosed(0, TIMES).mapToObj(i -> "deployed " + i).toList());
      } finally {
        tomcat.stop();
        tomcat.destroy();
      }
    }
  }

  private static ChatClient founded(OrganisationAuthority acme, URI server) {
    Registration.register(server, acme, TOKEN);
    return ChatClient.builder()
        .server(server)
        .store(EncryptedStore.inMemory(StoreKey.copyOf(new byte[StoreKey.LENGTH])))
        .identity(acme.enroller("alice"))
        .displayName("Alice")
        .open();
  }

  private Tomcat tomcat() throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(folder.resolve("tomcat").toString());
    tomcat.setPort(0);
    tomcat.getConnector();
    tomcat.start();
    return tomcat;
  }

  /** One life of the application. */
  private WeakReference<ClassLoader> talk(Tomcat tomcat, Map<String, String> settings, int number)
      throws Exception {
    Context application = application(tomcat, settings);
    tomcat.getHost().addChild(application);
    ClassLoader own = application.getLoader().getClassLoader();
    assertThat(application.getServletContext().getAttribute("chat").getClass().getClassLoader())
        .as("the SDK is the application's own")
        .isSameAs(own);
    URI orders =
        URI.create("http://localhost:" + tomcat.getConnector().getLocalPort() + "/erp/orders/");
    await(() -> get(orders).strip().equals("online"));
    String text = "deployed " + number;
    URI order = orders.resolve("SO-4711");
    URI say = URI.create(order + "?to=alice&text=" + URLEncoder.encode(text, UTF_8));
    await(() -> status(say) == 202);
    await(() -> get(order).contains(text));
    tomcat.getHost().removeChild(application);
    return new WeakReference<>(own);
  }

  private static Context application(Tomcat tomcat, Map<String, String> settings) {
    Context application = new StandardContext();
    application.setPath("/erp");
    application.setDocBase(System.getProperty("paravent.legacy.war"));
    ContextConfig configuration = new ContextConfig();
    configuration.setDefaultWebXml(tomcat.noDefaultWebXmlPath());
    application.addLifecycleListener(configuration);
    settings.forEach(application::addParameter);
    return application;
  }

  private String get(URI address) {
    try {
      return http.send(
              HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private int status(URI address) {
    HttpRequest post =
        HttpRequest.newBuilder(address).POST(HttpRequest.BodyPublishers.noBody()).build();
    try {
      return http.send(post, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> heard(ChatClient alice) {
    return alice.events().after(EventCursor.start(), 10_000).stream()
        .filter(ChatEvent.MessageReceived.class::isInstance)
        .map(event -> ((ChatEvent.MessageReceived) event).message().content())
        .map(content -> ((MessageContent.Text) content).text())
        .toList();
  }

  private static List<String> applicationThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getContextClassLoader() instanceof WebappClassLoaderBase)
        .map(Thread::getName)
        .toList();
  }

  private static long threads(String names) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches(names))
        .count();
  }

  /** Where the system shows them; elsewhere a locked store would have ended the next deployment. */
  private static List<String> openFilesBelow(Path folder) throws IOException {
    Path open = Path.of("/proc/self/fd");
    if (!Files.isDirectory(open)) {
      return List.of();
    }
    List<String> found = new ArrayList<>();
    try (Stream<Path> handles = Files.list(open)) {
      for (Path handle : handles.toList()) {
        try {
          String target = Files.readSymbolicLink(handle).toString();
          if (target.startsWith(folder.toString()) || target.contains("/WEB-INF/lib/")) {
            found.add(target);
          }
        } catch (IOException closed) {
          continue;
        }
      }
    }
    return found;
  }

  /**
   * All but one at most: JDK 17 remembers the type of the record that was compared for the first
   * time last, and its class loader with it (a cache of one in {@code ObjectMethods}), until
   * another takes its place.
   */
  private static void awaitCollected(List<WeakReference<ClassLoader>> loaders) {
    await(
        () -> {
          System.gc();
          return loaders.stream().filter(loader -> !loader.refersTo(null)).count() <= 1;
        });
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + 60_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("It did not happen within a minute").isLessThan(end);
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
