package eu.paravent.samples.tryton;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonWriter;
import eu.paravent.samples.beside.Calls;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A database of Tryton as one user of it sees it, through JSON-RPC. Thread-safe. */
final class Tryton {
  private static final String SESSION = "Session ";
  private static final List<?> BY_ID = List.of(List.of("id", "ASC"));
  private static final Map<String, ?> GERMAN = Map.of("language", "de");

  private final URI database;
  private final int user;
  private final String session;

  private Tryton(URI database, int user, String session) {
    this.database = database;
    this.user = user;
    this.session = session;
  }

  static Tryton signIn(URI database, String login, String password) throws IOException {
    Object answer =
        new Tryton(database, 0, "")
            .call("common.db.login", login, Map.of("password", password), "de");
    if (answer instanceof JsonArray session) {
      int user = session.getInt(0);
      return new Tryton(database, user, login + ":" + user + ":" + session.getString(1));
    }
    throw new IOException("Tryton does not let " + login + " in");
  }

  /**
   * As whoever has this session; Tryton refuses every call where it is none. What goes to Tryton is
   * written anew from what was read here, so that both mean the same user.
   */
  Tryton as(@Nullable String header) throws IOException {
    try {
      String encoded = Objects.requireNonNullElse(header, "").replaceFirst("^" + SESSION, "");
      String decoded = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      String[] parts = decoded.split(":", -1);
      if (parts.length != 3) {
        throw new IllegalArgumentException("parts");
      }
      return new Tryton(database, Integer.parseInt(parts[1]), decoded);
    } catch (IllegalArgumentException e) {
      throw new IOException("Bitte melden Sie sich zuerst in Tryton an.", e);
    }
  }

  /** What {@link #as} reads, as the web client sends it. */
  String header() {
    byte[] bytes = session.getBytes(StandardCharsets.UTF_8);
    return SESSION + Base64.getEncoder().encodeToString(bytes);
  }

  /** The user whose session this is, once Tryton accepted it. */
  JsonObject self() throws IOException {
    return read("res.user", List.of(List.of("id", "=", user)), "login", "name").get(0);
  }

  List<JsonObject> read(String model, List<?> domain, String... fields) throws IOException {
    String search = "model." + model + ".search_read";
    Object all = call(search, domain, 0, 1000, BY_ID, List.of(fields), GERMAN);
    return ((JsonArray) Objects.requireNonNull(all)).stream().map(JsonObject.class::cast).toList();
  }

  void create(String model, Map<String, ?> values) throws IOException {
    call("model." + model + ".create", List.of(values), GERMAN);
  }

  /** Nothing comes back of what Tryton only does, nor to a wrong password. */
  @Nullable Object call(String method, Object... params) throws IOException {
    String body = JsonWriter.string(Map.of("id", 1, "method", method, "params", List.of(params)));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(database)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (!session.isEmpty()) {
      request.header("Authorization", header());
    }
    JsonObject answer = (JsonObject) Calls.json(request);
    if (answer.has("error")) {
      throw new IOException("Tryton refused " + method + ": " + answer.get("error"));
    }
    return answer.get("result");
  }
}
