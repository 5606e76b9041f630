package eu.paravent.samples.tryton;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A database of Tryton as one user of it sees it, through JSON-RPC. Thread-safe. */
final class Tryton {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private static final String SESSION = "Session ";

  private final URI database;
  private final int user;
  private final String authorization;

  private Tryton(URI database, String login, int user, String session) {
    this.database = database;
    this.user = user;
    String all = login + ":" + user + ":" + session;
    authorization =
        session.isEmpty()
            ? ""
            : SESSION + Base64.getEncoder().encodeToString(all.getBytes(StandardCharsets.UTF_8));
  }

  static Tryton signIn(URI database, String user, String password) throws IOException {
    Tryton anybody = new Tryton(database, user, 0, "");
    JsonArray session =
        (JsonArray) anybody.answer("common.db.login", user, Map.of("password", password), "de");
    return new Tryton(database, user, session.getInt(0), session.getString(1));
  }

  /**
   * As whoever has this session; Tryton refuses every call where it is none. What goes to Tryton is
   * written anew from what was read here, so that both mean the same user.
   */
  Tryton as(String header) throws IOException {
    try {
      if (!header.startsWith(SESSION)) {
        throw new IllegalArgumentException(SESSION);
      }
      byte[] decoded = Base64.getDecoder().decode(header.substring(SESSION.length()));
      String[] parts = new String(decoded, StandardCharsets.UTF_8).split(":", -1);
      if (parts.length != 3) {
        throw new IllegalArgumentException("parts");
      }
      return new Tryton(database, parts[0], Integer.parseInt(parts[1]), parts[2]);
    } catch (IllegalArgumentException e) {
      throw new IOException("Bitte melden Sie sich in Tryton an.", e);
    }
  }

  /** Who this session says it is: true only once Tryton answered a call with it. */
  int user() {
    return user;
  }

  List<JsonObject> read(String model, List<?> domain, String... fields) throws IOException {
    JsonArray found =
        (JsonArray)
            answer(
                "model." + model + ".search_read",
                domain,
                0,
                1000,
                List.of(List.of("id", "ASC")),
                List.of(fields),
                Map.of("language", "de"));
    return found.stream().map(JsonObject.class::cast).toList();
  }

  void create(String model, Map<String, ?> values) throws IOException {
    call("model." + model + ".create", List.of(values), Map.of("language", "de"));
  }

  private Object answer(String method, Object... params) throws IOException {
    Object answer = call(method, params);
    if (answer == null) {
      // a wrong password, for instance
      throw new IOException("Tryton answered nothing to " + method);
    }
    return answer;
  }

  /** Nothing comes back of what Tryton only does. */
  @Nullable Object call(String method, Object... params) throws IOException {
    JsonObject body = new JsonObject();
    body.put("id", 1);
    body.put("method", method);
    body.put("params", List.of(params));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(database)
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JsonWriter.string(body)));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    try {
      HttpResponse<String> response =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IOException("Tryton answered " + response.statusCode() + " to " + method);
      }
      JsonObject answer = JsonParser.object().from(response.body());
      if (answer.has("error")) {
        throw new IOException("Tryton refused " + method + ": " + answer.get("error"));
      }
      return answer.get("result");
    } catch (JsonParserException e) {
      throw new IOException("Tryton answered no JSON to " + method, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while Tryton was asked", e);
    }
  }
}
