package eu.paravent.samples.rt;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonWriter;
import eu.paravent.samples.beside.Calls;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A Request Tracker as one user of it sees it, through REST2. Thread-safe. */
final class RequestTracker {
  private static final int PAGE = 100;

  private final URI base;
  private final String header, session;

  private RequestTracker(URI base, String header, String session) {
    this.base = base;
    this.header = header;
    this.session = session;
  }

  static RequestTracker at(URI base, String user, String password) {
    byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return new RequestTracker(
        base, "Authorization", "Basic " + Base64.getEncoder().encodeToString(both));
  }

  /** As whoever has this session of RT's own pages: of all cookies RT gets only its own. */
  RequestTracker as(@Nullable String cookies) {
    String own =
        Arrays.stream(String.valueOf(cookies).split("; *"))
            .filter(cookie -> cookie.startsWith("RT_SID_"))
            .collect(Collectors.joining("; "));
    return new RequestTracker(base, "Cookie", own);
  }

  /** Where people see a ticket. */
  String page(String ticket) {
    return base + "/Ticket/Display.html?id=" + ticket;
  }

  /** The user whose session this is. REST2 has no question for that; RT's older interface does. */
  JsonObject self() throws IOException {
    String form = Calls.text(request("/REST/1.0/ticket/new"));
    String name =
        form.lines()
            .filter(line -> line.startsWith("Requestor: "))
            .map(line -> line.substring("Requestor: ".length()).strip())
            .findFirst()
            .orElseThrow(() -> new IOException("Bitte melden Sie sich zuerst in RT an."));
    return (JsonObject) Calls.json(request("/REST/2.0/user/" + encoded(name)));
  }

  List<JsonObject> tickets(String query) throws IOException {
    return all("tickets?fields=Subject,Status,Requestor,CustomFields&query=" + encoded(query));
  }

  /** What happened to a ticket, the oldest first. */
  List<JsonObject> history(String ticket) throws IOException {
    return all("ticket/" + ticket + "/history?fields=Type,Creator,NewValue");
  }

  /** The texts of a ticket: of which entry of its history, under which subject. */
  List<Text> texts(String ticket) throws IOException {
    List<Text> texts = new ArrayList<>();
    for (JsonObject part :
        all("ticket/" + ticket + "/attachments?fields=Subject,ContentType,Content,TransactionId")) {
      if (part.getString("ContentType", "").startsWith("text/")) {
        texts.add(
            new Text(
                id(part.get("TransactionId")),
                part.getString("Subject", ""),
                part.getString("Content", "")));
      }
    }
    return texts;
  }

  /** What somebody wrote. */
  record Text(String entry, String subject, String content) {}

  /** By name, the first value of each. */
  static Map<String, String> customFields(JsonObject ticket) {
    Map<String, String> found = new HashMap<>();
    for (Object field : ticket.getArray("CustomFields", new JsonArray())) {
      JsonArray values = ((JsonObject) field).getArray("values", new JsonArray());
      found.put(((JsonObject) field).getString("name", ""), values.getString(0, ""));
    }
    return found;
  }

  /**
   * @param how {@code comment}, seen by staff only, or {@code correspond}, which the customer gets
   *     by e-mail too
   */
  void write(String ticket, String how, String subject, String text) throws IOException {
    write(
        "POST",
        "ticket/" + ticket + "/" + how,
        Map.of("Subject", subject, "Content", text, "ContentType", "text/plain"));
  }

  Object write(String method, String address, Map<String, ?> values) throws IOException {
    return Calls.json(
        request("/REST/2.0/" + address)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(JsonWriter.string(values))));
  }

  /** Numbers and references come as text, as numbers and as objects with an id. */
  static String id(@Nullable Object value) {
    return value instanceof JsonObject object ? id(object.get("id")) : String.valueOf(value);
  }

  private List<JsonObject> all(String address) throws IOException {
    List<JsonObject> items = new ArrayList<>();
    for (int page = 1; ; page++) {
      String part = "/REST/2.0/" + address + "&per_page=" + PAGE + "&page=" + page;
      JsonArray some = ((JsonObject) Calls.json(request(part))).getArray("items");
      some.forEach(item -> items.add((JsonObject) item));
      // not every list says how many pages it has
      if (some.size() < PAGE) {
        return items;
      }
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path)).header(header, session);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
