package eu.paravent.samples.beside;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonWriter;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import eu.paravent.client.BusinessReference;
import eu.paravent.client.ChatException;
import eu.paravent.client.UserId;
import eu.paravent.client.UserUnknownException;
import eu.paravent.client.identity.BrowserEnrolment;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Where the chat page of staff asks. Whoever asks has a session of the other system, and that
 * system decides with it: who can see the record there is let into its conversation, nobody else.
 */
public final class StaffDoor implements AutoCloseable {
  private final URI origin;
  private final OwnChat chat;
  private final OtherSystem system;
  private final HttpServer http;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);

  /** Who asks, as the other system knows them, and the record that they see there. */
  public record Visitor(String login, String name, BusinessReference about, String title) {}

  @FunctionalInterface
  public interface OtherSystem {
    /**
     * Asks the other system with the visitor's own session.
     *
     * @param session the headers of the request, in which the other system's session is
     * @param record its number as the page's address has it: digits
     * @throws IOException in words for the visitor, where the other system does not show it
     */
    Visitor admit(Headers session, String record) throws IOException;
  }

  /**
   * @param origin of the page; at this door itself there is one too, for systems whose session is a
   *     cookie
   */
  public StaffDoor(int port, URI origin, OwnChat chat, OtherSystem system) throws IOException {
    this.origin = origin;
    this.chat = chat;
    this.system = system;
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    http.setExecutor(threads);
    http.createContext("/", this::answer);
    http.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Access-Control-Allow-Origin", origin.toString());
    exchange.getResponseHeaders().set("Access-Control-Allow-Credentials", "true");
    exchange.getResponseHeaders().set("Access-Control-Allow-Headers", "Authorization");
    try (exchange) {
      reply(exchange);
    }
  }

  private void reply(HttpExchange exchange) throws IOException {
    try {
      switch (exchange.getRequestMethod()) {
        case "GET" -> write(exchange, 200, "text/html", page());
        case "POST" -> write(exchange, 200, "application/json", perform(exchange));
        default -> exchange.sendResponseHeaders(204, -1);
      }
    } catch (IOException | IllegalArgumentException | ChatException e) {
      write(exchange, 403, "text/plain", String.valueOf(e.getMessage()));
    }
  }

  private String perform(HttpExchange exchange) throws IOException {
    // a page of somebody else could ask with the visitor's cookies
    if (!origin.toString().equals(exchange.getRequestHeaders().getFirst("Origin"))) {
      throw new IOException("This is for the chat page only");
    }
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    if (!query.matches("id=[0-9]{1,9}")) {
      throw new IOException("Which record?");
    }
    Visitor visitor = system.admit(exchange.getRequestHeaders(), query.substring(3));
    UserId user = chat.authority().user(visitor.login());
    JsonObject answer = new JsonObject();
    switch (exchange.getRequestURI().getPath()) {
      case "/enrol" -> {
        byte[] request = exchange.getRequestBody().readNBytes(8192);
        return BrowserEnrolment.answer(
            chat.authority().enroller(visitor.login()),
            new String(request, StandardCharsets.UTF_8));
      }
      case "/open" -> {
        answer.put("server", chat.server().toString());
        answer.put("user", user.uri());
        answer.put("name", visitor.name());
        answer.put("type", visitor.about().type());
        answer.put("key", visitor.about().key());
        answer.put("title", visitor.title());
      }
      case "/join" -> answer.put("inside", join(visitor, user));
      default -> throw new IOException("Nothing is here");
    }
    return JsonWriter.string(answer);
  }

  /** False as long as no device of theirs is known. */
  private boolean join(Visitor visitor, UserId user) throws IOException {
    Topic topic =
        Topic.find(chat.client(), visitor.about())
            .orElseThrow(() -> new IOException("Darüber gibt es noch keinen Chat."));
    try {
      topic.conversation().add(user);
      return true;
    } catch (UserUnknownException e) {
      return false;
    }
  }

  private static String page() throws IOException {
    try (InputStream in = StaffDoor.class.getResourceAsStream("chat.html")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .replace("/*DOOR*/", "")
          // the browser sends the other system's cookie by itself
          .replace("/*SESSION*/", "const session = () => ({});");
    }
  }

  private static void write(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type + ";charset=utf-8");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }
}
