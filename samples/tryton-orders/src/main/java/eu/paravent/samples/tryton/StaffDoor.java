package eu.paravent.samples.tryton;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonWriter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import eu.paravent.client.ChatException;
import eu.paravent.client.Conversation;
import eu.paravent.client.UserId;
import eu.paravent.client.UserUnknownException;
import eu.paravent.client.identity.BrowserEnrolment;
import eu.paravent.client.identity.OrganisationAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Where the chat page beside Tryton's web client asks. Whoever asks has a session of Tryton, and
 * Tryton decides with it: who can read the sale there is let into its conversation, nobody else.
 */
final class StaffDoor implements AutoCloseable {
  private final Tryton tryton;
  private final URI origin;
  private final URI chatServer;
  private final OrganisationAuthority authority;
  private final SaleChats chats;
  private final HttpServer http;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);

  StaffDoor(
      int port,
      Tryton tryton,
      URI origin,
      URI chatServer,
      OrganisationAuthority authority,
      SaleChats chats)
      throws IOException {
    this.tryton = tryton;
    this.origin = origin;
    this.chatServer = chatServer;
    this.authority = authority;
    this.chats = chats;
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    http.setExecutor(threads);
    http.createContext("/", this::answer);
    http.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    var headers = exchange.getResponseHeaders();
    headers.set("Access-Control-Allow-Origin", origin.toString());
    headers.set("Access-Control-Allow-Headers", "Authorization");
    try (exchange) {
      if (exchange.getRequestMethod().equals("OPTIONS")) {
        exchange.sendResponseHeaders(204, -1);
        return;
      }
      String session = exchange.getRequestHeaders().getFirst("Authorization");
      try {
        Tryton asStaff = tryton.as(session == null ? "" : session);
        write(exchange, 200, perform(exchange, asStaff, sale(asStaff, exchange)));
      } catch (IOException | IllegalArgumentException | ChatException e) {
        write(exchange, 403, String.valueOf(e.getMessage()));
      }
    }
  }

  private static JsonObject sale(Tryton asStaff, HttpExchange exchange) throws IOException {
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    int id = Integer.parseInt(query.substring(query.indexOf('=') + 1));
    return asStaff
        .read("sale.sale", List.of(List.of("id", "=", id)), "number", "party.name")
        .stream()
        .findFirst()
        .orElseThrow(() -> new IOException("Diesen Auftrag gibt es für Sie nicht."));
  }

  private String perform(HttpExchange exchange, Tryton asStaff, JsonObject sale)
      throws IOException {
    JsonObject person =
        asStaff
            .read("res.user", List.of(List.of("id", "=", asStaff.user())), "login", "name")
            .get(0);
    UserId user = authority.user(person.getString("login"));
    JsonObject answer = new JsonObject();
    switch (exchange.getRequestURI().getPath()) {
      case "/enrol" -> {
        String request =
            new String(exchange.getRequestBody().readNBytes(8192), StandardCharsets.UTF_8);
        return BrowserEnrolment.answer(authority.enroller(person.getString("login")), request);
      }
      case "/open" -> {
        answer.put("server", chatServer.toString());
        answer.put("user", user.uri());
        answer.put("name", person.getString("name"));
        answer.put("key", "sale.sale/" + sale.getString("number"));
        answer.put("title", SaleChats.title(sale));
      }
      case "/join" -> answer.put("inside", join(sale.getString("number"), user));
      default -> throw new IOException("Nothing is here");
    }
    return JsonWriter.string(answer);
  }

  private boolean join(String number, UserId user) throws IOException {
    Optional<Conversation> conversation = number == null ? Optional.empty() : chats.about(number);
    try {
      conversation
          .orElseThrow(() -> new IOException("Den Chat gibt es, sobald der Auftrag bestätigt ist."))
          .add(user);
      return true;
    } catch (UserUnknownException e) {
      return false;
    }
  }

  private static void write(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange
        .getResponseHeaders()
        .set(
            "Content-Type", (status == 200 ? "application/json" : "text/plain") + ";charset=utf-8");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }
}
