package eu.paravent.server.wakeups;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Where devices are woken, as a push service would be; remembers all that it was told. */
public final class Receiver implements AutoCloseable {
  private final HttpServer server;
  private final String scheme;
  private final List<Knock> knocks = new CopyOnWriteArrayList<>();
  private volatile int status = 201;
  private volatile @Nullable String location;

  /**
   * One request.
   *
   * @param at nanoseconds of an arbitrary clock
   * @param headers names in lower case
   */
  public record Knock(
      long at, String method, String target, Map<String, String> headers, String body) {}

  private Receiver(HttpServer server, String scheme) {
    this.server = server;
    this.scheme = scheme;
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
  }

  public static Receiver plain() throws IOException {
    return new Receiver(HttpServer.create(anyPort(), 0), "http");
  }

  public static Receiver sealed(SSLContext context) throws IOException {
    HttpsServer server = HttpsServer.create(anyPort(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    return new Receiver(server, "https");
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, String> headers =
        exchange.getRequestHeaders().entrySet().stream()
            .collect(
                java.util.stream.Collectors.toMap(
                    entry -> entry.getKey().toLowerCase(java.util.Locale.ROOT),
                    entry -> String.join(",", entry.getValue())));
    knocks.add(
        new Knock(
            System.nanoTime(),
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            headers,
            body));
    String elsewhere = location;
    if (elsewhere != null) {
      exchange.getResponseHeaders().add("Location", elsewhere);
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  /** What it answers from now on. */
  public void answers(int newStatus) {
    status = newStatus;
  }

  public void sendsElsewhere(URI there) {
    status = 307;
    location = there.toString();
  }

  /** An address of it. */
  public String endpoint(String host, String path) {
    return scheme + "://" + host + ":" + server.getAddress().getPort() + path;
  }

  public List<Knock> knocks() {
    return List.copyOf(knocks);
  }

  public List<Knock> knocksAt(String path) {
    return knocks.stream().filter(knock -> knock.target().equals(path)).toList();
  }

  @Override
  public void close() {
    server.stop(0);
    if (server.getExecutor() instanceof java.util.concurrent.ExecutorService executor) {
      executor.shutdownNow();
    }
  }
}
