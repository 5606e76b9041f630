package eu.paravent.server.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The provisioned server as a process of its own, with its own directory, ports and database: it
 * can be killed at any moment and started again on the same data under the same address. Several
 * may run at once from one installation. Not thread-safe. {@link #close} stops it.
 */
public final class WildFlyProcess implements AutoCloseable {
  /** System property that names the installation, set by this build. */
  public static final String HOME = "paravent.server.home";

  private static final Duration BOOT = Duration.ofSeconds(300);
  private static final Duration SHUTDOWN = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(200);

  // What WildFly's own start script opens for its subsystems.
  private static final List<String> EXPORTS =
      List.of(
          "java.desktop/sun.awt",
          "java.naming/com.sun.jndi.ldap",
          "java.naming/com.sun.jndi.url.ldap",
          "java.naming/com.sun.jndi.url.ldaps",
          "jdk.naming.dns/com.sun.jndi.dns");
  private static final List<String> OPENS =
      List.of(
          "java.base/java.lang",
          "java.base/java.lang.invoke",
          "java.base/java.lang.reflect",
          "java.base/java.io",
          "java.base/java.net",
          "java.base/java.security",
          "java.base/java.util",
          "java.base/java.util.concurrent",
          "java.management/javax.management",
          "java.naming/javax.naming");

  private final Path home;
  private final Path base;
  private final Map<String, String> environment;
  private final int httpPort;
  private final int httpsPort;
  private final int managementPort;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private int heapMebibytes = 512;
  private boolean shortLived;
  private @Nullable Process process;

  /**
   * Prepares a server; nothing runs yet.
   *
   * @param home the installation, only read
   * @param base where this server keeps configuration, data and logs; made from the installation
   *     where it does not exist, and used as it is where it does
   * @param environment what the server is told, for example {@code PARAVENT_DB_URL}; without one it
   *     keeps an H2 file below {@code base}
   */
  public WildFlyProcess(Path home, Path base, Map<String, String> environment) {
    if (!Files.isRegularFile(home.resolve("jboss-modules.jar"))) {
      throw new IllegalArgumentException(
          "No server in "
              + home
              + ": build reference-server up to the phase package, or set -D"
              + HOME);
    }
    this.home = home.toAbsolutePath();
    this.base = base.toAbsolutePath();
    this.environment = new TreeMap<>(environment);
    int[] ports = freePorts(3);
    httpPort = ports[0];
    httpsPort = ports[1];
    managementPort = ports[2];
    if (!Files.exists(this.base.resolve("configuration"))) {
      copy(this.home.resolve("standalone/configuration"), this.base.resolve("configuration"));
      copy(this.home.resolve("standalone/deployments"), this.base.resolve("deployments"));
    }
  }

  /** As the constructor, with the installation that the system property {@link #HOME} names. */
  public static WildFlyProcess at(Path base, Map<String, String> environment) {
    return new WildFlyProcess(installation(), base, environment);
  }

  private static Path installation() {
    String home = System.getProperty(HOME);
    if (home == null) {
      throw new IllegalStateException("The system property " + HOME + " names no server");
    }
    return Path.of(home);
  }

  /**
   * Another application on the same installation, in place of the chat server.
   *
   * @param war what is deployed
   */
  public static WildFlyProcess hosting(Path war, Path base) {
    Path deployments = base.resolve("deployments");
    copy(installation().resolve("standalone/configuration"), base.resolve("configuration"));
    try {
      Files.createDirectories(deployments);
      Files.copy(war, deployments.resolve(war.getFileName()));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot deploy " + war, e);
    }
    return at(base, Map.of());
  }

  /** What it is told beside, from the next start on. */
  public WildFlyProcess told(Map<String, String> more) {
    environment.putAll(more);
    return this;
  }

  /**
   * How much memory Java objects may take, from the next start on; 512 MiB where nothing is said.
   */
  public WildFlyProcess withHeap(int mebibytes) {
    heapMebibytes = mebibytes;
    return this;
  }

  /** It starts with half the work, and is slower later: for tests that ask little of it. */
  public WildFlyProcess shortLived() {
    shortLived = true;
    return this;
  }

  /** Where clients go. The same for the whole life of this object. */
  public URI uri() {
    return URI.create("http://localhost:" + httpPort);
  }

  /** Of the same host, where TLS is spoken. */
  public int httpsPort() {
    return httpsPort;
  }

  /** Where its configuration, data and logs are. */
  public Path base() {
    return base;
  }

  /** Where health and metrics are. */
  public URI managementUri() {
    return URI.create("http://localhost:" + managementPort);
  }

  /** What the server printed, all starts one after the other. */
  public Path console() {
    return base.resolve("console.log");
  }

  public long pid() {
    return running().pid();
  }

  public boolean alive() {
    return process != null && process.isAlive();
  }

  /**
   * Starts the server and returns once it is ready to work.
   *
   * @throws IllegalStateException if it runs already, or did not become ready; the message holds
   *     the end of its output
   */
  public WildFlyProcess start() {
    if (alive()) {
      throw new IllegalStateException("Already running as process " + pid());
    }
    try {
      long printed = Files.exists(console()) ? Files.size(console()) : 0;
      ProcessBuilder builder =
          new ProcessBuilder(command())
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(nullDevice()))
              .redirectOutput(ProcessBuilder.Redirect.appendTo(console().toFile()));
      builder.environment().keySet().removeIf(name -> name.startsWith("PARAVENT_"));
      builder.environment().putAll(environment);
      builder
          .environment()
          .computeIfAbsent(
              "PARAVENT_DB_DRIVER", name -> driver(environment.get("PARAVENT_DB_URL")));
      process = builder.start();
      awaitReady(printed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /**
   * Ends the process at once, as a power switch or the kernel would: SIGKILL where there is one.
   */
  public void kill() {
    Process running = running();
    running.destroyForcibly();
    awaitEnd(running);
  }

  /** Ends the process in good order and waits for it. */
  public void stop() {
    Process running = running();
    running.destroy();
    awaitEnd(running);
  }

  /** The status of {@code /health/live} or {@code /health/ready} now: 200, or 503 for down. */
  public int health(String which) throws IOException {
    return get(managementUri().resolve("/health/" + which)).statusCode();
  }

  /** The text of {@code /health/live} or {@code /health/ready} now. */
  public String healthReport(String which) throws IOException {
    return get(managementUri().resolve("/health/" + which)).body();
  }

  @Override
  public void close() {
    if (alive()) {
      stop();
    }
  }

  private Process running() {
    Process running = process;
    if (running == null || !running.isAlive()) {
      throw new IllegalStateException("The server in " + base + " is not running");
    }
    return running;
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xms64m",
            "-Xmx" + heapMebibytes + "m",
            "-XX:+ExitOnOutOfMemoryError",
            "-Djava.awt.headless=true"));
    if (shortLived) {
      command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    }
    EXPORTS.forEach(name -> command.add("--add-exports=" + name + "=ALL-UNNAMED"));
    OPENS.forEach(name -> command.add("--add-opens=" + name + "=ALL-UNNAMED"));
    command.addAll(
        List.of(
            "-Djboss.home.dir=" + home,
            "-Djboss.server.base.dir=" + base,
            "-Djboss.http.port=" + httpPort,
            "-Djboss.https.port=" + httpsPort,
            "-Djboss.management.http.port=" + managementPort,
            "-Djboss.tx.node.id=node" + httpPort,
            "-Dorg.jboss.boot.log.file=" + base.resolve("log/server.log"),
            "-Dlogging.configuration=" + base.resolve("configuration/logging.properties").toUri(),
            "-jar",
            home.resolve("jboss-modules.jar").toString(),
            "-mp",
            home.resolve("modules").toString(),
            "org.jboss.as.standalone"));
    return command;
  }

  private void awaitReady(long printed) throws IOException {
    long end = System.nanoTime() + BOOT.toNanos();
    while (System.nanoTime() < end) {
      if (!running().isAlive()) {
        break;
      }
      try {
        if (health("ready") == 200) {
          return;
        }
      } catch (IOException e) {
        // nobody listens yet
      }
      // WFLYSRV0026: the boot is over, with errors; it will not become better by waiting
      if (consoleFrom(printed).contains("WFLYSRV0026")) {
        break;
      }
      sleep();
    }
    String output = consoleFrom(printed);
    if (alive()) {
      kill();
    }
    throw new IllegalStateException(
        "The server in "
            + base
            + " did not become ready:\n"
            + output.substring(Math.max(0, output.length() - 6000)));
  }

  private String consoleFrom(long printed) throws IOException {
    byte[] all = Files.readAllBytes(console());
    return new String(
        all, (int) printed, all.length - (int) printed, java.nio.charset.StandardCharsets.UTF_8);
  }

  private HttpResponse<String> get(URI uri) throws IOException {
    try {
      return http.send(
          HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while asking " + uri, e);
    }
  }

  private void awaitEnd(Process running) {
    try {
      if (!running.waitFor(SHUTDOWN.toSeconds(), TimeUnit.SECONDS)) {
        running.destroyForcibly().waitFor();
        throw new IllegalStateException(
            "The server in " + base + " did not stop within " + SHUTDOWN + " and was killed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a server was stopping", e);
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(POLL.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a server was starting", e);
    }
  }

  private static String driver(@Nullable String url) {
    return url != null && url.startsWith("jdbc:postgresql:") ? "postgresql" : "h2";
  }

  private static File nullDevice() {
    return new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");
  }

  private static int[] freePorts(int count) {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      int[] ports = new int[count];
      for (int i = 0; i < count; i++) {
        // all held at once, so that no two are the same
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        ports[i] = sockets.get(i).getLocalPort();
      }
      return ports;
    } catch (IOException e) {
      throw new UncheckedIOException("No free port", e);
    } finally {
      for (ServerSocket socket : sockets) {
        try {
          socket.close();
        } catch (IOException e) {
          // it was only a reservation
        }
      }
    }
  }

  private static void copy(Path from, Path to) {
    try {
      Files.walkFileTree(
          from,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes is)
                throws IOException {
              Files.createDirectories(to.resolve(from.relativize(directory).toString()));
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes is) throws IOException {
              // markers of the deployment scanner belong to the server that wrote them
              if (!file.toString().matches(".*\\.(deployed|failed|isdeploying|pending)")) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot copy " + from + " to " + to, e);
    }
  }
}
