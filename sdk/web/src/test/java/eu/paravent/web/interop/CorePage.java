package eu.paravent.web.interop;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page with the compiled core, from a server of its own, under the rules of the guest's page:
 * with the loader that is shipped and without code from text.
 */
final class CorePage implements AutoCloseable {
  private static final String POLICY =
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";
  private static final Map<String, String> FILES =
      Map.of(
          "/", "/eu/paravent/web/interop/page.html",
          "/page.js", "/eu/paravent/web/interop/page.js",
          "/interop.wasm", "/eu/paravent/web/interop/interop.wasm",
          "/loader.js", "/eu/paravent/web/assets/loader.js",
          "/scripts.js", "/eu/paravent/web/assets/scripts.js");

  private final List<String> complaints = new ArrayList<>();
  private final HttpServer server;
  private final Page page;

  CorePage(Browser browser) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", CorePage::serve);
    server.start();
    page = browser.newPage();
    page.onPageError(complaints::add);
    page.onConsoleMessage(
        message -> {
          if (List.of("error", "warning").contains(message.type())) {
            complaints.add(message.text());
          }
        });
    page.navigate("http://localhost:" + server.getAddress().getPort() + "/");
    awaitCore();
  }

  private void awaitCore() {
    page.waitForFunction("() => globalThis.call");
  }

  @Nullable Object call(Map<String, Object> what) {
    return page.evaluate("what => call(what)", what);
  }

  /** Everything in the page's memory is gone. */
  void reload() {
    page.reload();
    awaitCore();
  }

  /** What the browser did not like so far. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  private static void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String file = FILES.get(path);
      if (file == null) {
        // such as the icon that a browser asks for by itself
        exchange.sendResponseHeaders(204, -1);
        return;
      }
      try (InputStream in = CorePage.class.getResourceAsStream(file)) {
        if (in == null) {
          throw new IOException(file + " was not built: run the tests by Maven");
        }
        byte[] content = in.readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", type(path));
        exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
        exchange.sendResponseHeaders(200, content.length);
        exchange.getResponseBody().write(content);
      }
    }
  }

  private static String type(String path) {
    return path.endsWith(".js")
        ? "text/javascript"
        : path.endsWith(".wasm") ? "application/wasm" : "text/html; charset=utf-8";
  }

  @Override
  public void close() {
    page.close();
    server.stop(0);
  }
}
