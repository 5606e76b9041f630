package eu.paravent.web;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonWriter;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSExport;
import org.teavm.jso.typedarrays.Int8Array;

/**
 * The door between the page and the client in the worker: a call has a number and is answered under
 * it, sooner or later, with a value or an error. Whatever goes wrong within a call ends there.
 */
public final class WebCore {
  private static @Nullable Host host;
  private static @Nullable Session session;

  private WebCore() {}

  /** Needed by the compiler; nothing happens here. */
  public static void main(String[] arguments) {}

  /**
   * Once, before the first call.
   *
   * @param server the server's base address
   * @param staff whether a member of staff talks here, or a guest
   */
  @JSExport
  public static void start(Host given, String server, boolean staff) {
    host = given;
    URI address = URI.create(server);
    session =
        staff
            ? new StaffSession(given, address, WebCore::event)
            : new GuestSession(given, address, WebCore::event);
  }

  /**
   * @param json the arguments, an object
   */
  @JSExport
  public static void call(int number, String method, String json, @Nullable Int8Array bytesOrNull) {
    byte[] bytes = bytesOrNull == null ? new byte[0] : bytesOrNull.copyToJavaArray();
    new Thread(() -> answer(number, method, json, bytes)).start();
  }

  private static void answer(int number, String method, String json, byte[] bytes) {
    JsonObject reply = new JsonObject();
    reply.put("reply", number);
    byte[] content = null;
    try {
      Object value = open().call(method, JsonParser.object().from(json), bytes);
      if (value instanceof byte[] raw) {
        content = raw;
      } else {
        reply.put("value", value);
      }
    } catch (JsonParserException | RuntimeException e) {
      reply.put("error", Failures.describe(e));
    }
    post(reply, content);
  }

  private static Session open() {
    Session current = session;
    if (current == null) {
      throw new IllegalStateException("Not started");
    }
    return current;
  }

  private static void event(JsonObject event) {
    post(event, null);
  }

  private static void post(JsonObject message, byte @Nullable [] bytes) {
    Host current = host;
    if (current != null) {
      current.post(
          JsonWriter.string(message), bytes == null ? null : Int8Array.copyFromJavaArray(bytes));
    }
  }
}
