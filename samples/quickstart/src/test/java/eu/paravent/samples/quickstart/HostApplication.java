package eu.paravent.samples.quickstart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import eu.paravent.client.identity.BrowserEnrolment;
import eu.paravent.client.identity.OrganisationAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A host's own web application on an origin of its own, with the element in its pages: its user is
 * whom the path names, as its session would.
 */
final class HostApplication implements AutoCloseable {
  private final OrganisationAuthority authority;
  private final HttpServer http;
  private final Map<String, String> pages = new ConcurrentHashMap<>();

  HostApplication(OrganisationAuthority authority) throws IOException {
    this.authority = authority;
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/", this::page);
    http.createContext("/enrol/", this::enrol);
    http.start();
  }

  String origin() {
    return "http://localhost:" + http.getAddress().getPort();
  }

  /**
   * An order's page.
   *
   * @param attributes of the element, beside those that say who it is for
   * @return its address
   */
  String page(String user, URI chat, String attributes) {
    String path = "/" + user + "/order";
    pages.put(
        path,
        """
        <!doctype html><html lang="en"><meta charset="utf-8"><title>Order</title>
        <link rel="icon" href="data:,">
        <style>
          button, textarea, p, article { display: none !important; font-size: 2px !important }
          paravent-chat { width: 40rem; --paravent-accent: #7a1f5c }
        </style>
        <h1>Order SO-4711</h1><output>0</output>
        <paravent-chat server="%s" user="%s" name="%s" enroll-url="/enrol/%s" language="en" %s></paravent-chat>
        <script type="module">
          import '%sweb/paravent-chat.js';
          document.querySelector('paravent-chat').addEventListener('paravent-unread', ({ detail }) => {
            document.querySelector('output').textContent = detail.total;
          });
        </script>
        """
            .formatted(
                chat,
                authority.user(user).uri(),
                user.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + user.substring(1),
                user,
                attributes,
                chat.resolve("/")));
    return origin() + path;
  }

  private void page(HttpExchange exchange) throws IOException {
    String page = pages.get(exchange.getRequestURI().getPath());
    answer(exchange, page == null ? 404 : 200, "text/html", page == null ? "" : page);
  }

  private void enrol(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String user = path.substring(path.lastIndexOf('/') + 1);
    String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    try {
      String answer = BrowserEnrolment.answer(authority.enroller(user), request);
      answer(exchange, 200, "application/json", answer);
    } catch (IllegalArgumentException e) {
      answer(exchange, 403, "text/plain", String.valueOf(e.getMessage()));
    }
  }

  private static void answer(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type + ";charset=utf-8");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
