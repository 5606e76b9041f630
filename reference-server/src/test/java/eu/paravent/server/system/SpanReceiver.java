package eu.paravent.server.system;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * Takes what OpenTelemetry's exporters send over HTTP, as a collector would. In Protocol Buffers
 * every text stands as its own UTF-8 octets, so that one can look for texts without decoding.
 */
final class SpanReceiver implements AutoCloseable {
  private final List<String> paths = new CopyOnWriteArrayList<>();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  SpanReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          bodies.add(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
          paths.add(exchange.getRequestURI().getPath());
          exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  URI uri() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  /** Where something was sent to, each once. */
  List<String> paths() {
    return paths.stream().distinct().toList();
  }

  /** Everything that came. */
  String text() {
    return bodies.stream().collect(Collectors.joining("\n"));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
