package eu.paravent.testkit.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import eu.paravent.client.spi.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Lets clients of other processes reach the server in memory: HTTP on the loopback address, without
 * push. Where nothing is to be answered, the request stays open.
 */
final class HttpDoor implements AutoCloseable {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer http;

  HttpDoor(Transport way) {
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    http.setExecutor(threads);
    http.createContext("/", exchange -> pass(exchange, way));
    http.start();
  }

  URI uri() {
    return URI.create("http://localhost:" + http.getAddress().getPort());
  }

  private static void pass(HttpExchange exchange, Transport way) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(canonical(name), String.join(", ", values)));
    Transport.Response response;
    try {
      response =
          way.exchange(
              new Transport.Request(
                  exchange.getRequestMethod(),
                  exchange.getRequestURI().toString(),
                  headers,
                  body.length == 0 ? Optional.empty() : Optional.of(body)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    response.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    exchange.sendResponseHeaders(
        response.status(), response.body().length == 0 ? -1 : response.body().length);
    exchange.getResponseBody().write(response.body());
    exchange.close();
  }

  /** The JDK's server writes {@code Idempotency-key}. */
  private static String canonical(String name) {
    StringBuilder out = new StringBuilder();
    for (String word : name.split("-", -1)) {
      out.append(out.length() == 0 ? "" : "-")
          .append(word.substring(0, 1).toUpperCase(Locale.ROOT))
          .append(word.substring(1));
    }
    return out.toString();
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }
}
