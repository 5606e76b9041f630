package eu.paravent.samples.legacywar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.client.ChatClient;
import eu.paravent.client.event.ChatEvent;
import eu.paravent.client.event.EventCursor;
import eu.paravent.client.message.MessageContent;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.loader.WebappClassLoaderBase;
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
    Path chat = folder.resolve("chat");
    try (WildFlyProcess server =
        WildFlyProcess.at(folder.resolve("server"), Map.of("PARAVENT_REGISTRATION_TOKEN", TOKEN))
            .shortLived()
            .start()) {
      Host host = new Host(folder, chat, server.uri(), TOKEN, 0);
      try (ChatClient alice = host.alice()) {
        alice.awaitCaughtUp(Duration.ofMinutes(2));
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        // the first one brings what stays in the JVM for everybody
        loaders.add(talk(host, 0));
        awaitCollected(loaders, 1);
        long selectors = threads("HttpClient-.*-SelectorManager");
        for (int i = 1; i <= TIMES; i++) {
          loaders.add(talk(host, i));
        }

        awaitCollected(loaders, 1);
        // a record of somebody else takes the place in the JDK's cache: now there is none left
        assertThat(new Passing(1)).isEqualTo(new Passing(1));
        awaitCollected(loaders, 0);
        await(() -> applicationThreads().isEmpty());
        await(() -> threads("HttpClient-.*-SelectorManager") <= selectors);
        assertThat(openFilesBelow(chat)).isEmpty();
        await(() -> heard(alice).size() == TIMES + 1);
        assertThat(heard(alice))
            .containsExactlyElementsOf(
                IntStream.rangeClosed(0, TIMES).mapToObj(i -> "deployed " + i + " <b>").toList());
      } finally {
        host.stop();
      }
    }
  }

  /** One life of the application. */
  private WeakReference<ClassLoader> talk(Host host, int number) throws Exception {
    Context application = host.deploy();
    ClassLoader own = application.getLoader().getClassLoader();
    assertThat(application.getServletContext().getAttribute("chat").getClass().getClassLoader())
        .as("the SDK is the application's own")
        .isSameAs(own);
    await(() -> get(host.orders()).strip().equals("online"));
    String text = "deployed " + number;
    URI order = host.orders().resolve("SO-4711");
    URI say = URI.create(order + "?to=alice&text=" + URLEncoder.encode(text + " <b>", UTF_8));
    await(() -> status(say) == 303);
    await(() -> get(order).contains("<b>Sales desk</b> " + text + " &lt;b>"));
    host.undeploy(application);
    return new WeakReference<>(own);
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
   * All but so many at most: JDK 17 remembers the type of the record that was compared for the
   * first time last, and its class loader with it (a cache of one in {@code ObjectMethods}), until
   * another takes its place.
   */
  private static void awaitCollected(List<WeakReference<ClassLoader>> loaders, int most) {
    await(
        () -> {
          System.gc();
          return loaders.stream().filter(loader -> !loader.refersTo(null)).count() <= most;
        });
  }

  private record Passing(int number) {}

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
