package eu.paravent.web.interop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The compiled core and what is needed to use it, served to this machine under the rules of the
 * guest's page: with the loader that is shipped and without code from text.
 */
final class PageServer implements AutoCloseable {
  private static final String POLICY =
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";
  private static final Map<String, String> OURS =
      Map.of(
          "/page.html", "/eu/paravent/web/interop/page.html",
          "/page.js", "/eu/paravent/web/interop/page.js",
          "/interop.wasm", "/eu/paravent/web/interop/interop.wasm",
          "/core.wasm", "/eu/paravent/web/assets/core.wasm",
          "/loader.js", "/eu/paravent/web/assets/loader.js",
          "/scripts.js", "/eu/paravent/web/assets/scripts.js");

  private final HttpServer server;
  private final Optional<Path> more;

  /**
   * @param more a folder whose files are served too
   */
  PageServer(Optional<Path> more) throws IOException {
    this.more = more;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::serve);
    server.start();
  }

  String address() {
    // localhost, since browsers give WebCrypto to pages of this name without TLS
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** Empty where there is none of this path. */
  Optional<byte[]> file(String path) throws IOException {
    String resource = OURS.get(path);
    if (resource != null) {
      try (InputStream in = PageServer.class.getResourceAsStream(resource)) {
        if (in == null) {
          throw new IOException(resource + " was not built: run the tests by Maven");
        }
        return Optional.of(in.readAllBytes());
      }
    }
    Optional<Path> other =
        more.map(folder -> folder.resolve(path.substring(1))).filter(Files::isRegularFile);
    return other.isPresent() ? Optional.of(Files.readAllBytes(other.get())) : Optional.empty();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      Optional<byte[]> content = file(path);
      if (content.isEmpty()) {
        // such as the icon that a browser asks for by itself
        exchange.sendResponseHeaders(204, -1);
        return;
      }
      exchange.getResponseHeaders().set("Content-Type", type(path));
      exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
      exchange.sendResponseHeaders(200, content.get().length);
      exchange.getResponseBody().write(content.get());
    }
  }

  private static String type(String path) {
    return path.endsWith(".js")
        ? "text/javascript"
        : path.endsWith(".wasm") ? "application/wasm" : "text/html; charset=utf-8";
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
