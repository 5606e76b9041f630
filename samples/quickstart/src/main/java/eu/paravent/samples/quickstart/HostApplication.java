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

  /**
   * @param port 0 takes one that is free
   */
  HostApplication(OrganisationAuthority authority, int port) throws IOException {
    this.authority = authority;
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    http.createContext("/", this::page);
    http.createContext("/enrol/", this::enrol);
    http.start();
  }

  String origin() {
    return "http://localhost:" + http.getAddress().getPort();
  }

  /**
   * @param path of the page
   * @return its address
   */
  String show(String path, String html) {
    pages.put(path, html);
    return origin() + path;
  }

  /** The element for this person, who is enrolled at an address of this application. */
  String element(String user, String name, URI chat, String attributes) {
    return """
        <paravent-chat server="%s" user="%s" name="%s" enroll-url="/enrol/%s" %s></paravent-chat>
        <script type="module" src="%sweb/paravent-chat.js"></script>
        """
        .formatted(chat, authority.user(user).uri(), name, user, attributes, chat.resolve("/"));
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
