package eu.paravent.archive;

import com.grack.nanojson.JsonObject;
import eu.paravent.client.retention.ConversationClass;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * The procedure documentation that German law asks for (GoBD), as far as software can know it, from
 * the journal as it is set up. One text for each language, filled with the same facts. What people
 * do around it, the organisation adds.
 */
final class Procedure {
  private static final int X25519_LENGTH = 32;

  private Procedure() {}

  /**
   * @param language {@code de} or {@code en}
   */
  static byte[] page(String language, JsonObject header, Instant now) {
    String text = template(language);
    int title = text.indexOf('\n');
    StringBuilder page = Pages.begin(language, text.substring(0, title));
    String body = text.substring(title + 1);
    for (Map.Entry<String, String> fact : facts(header, now).entrySet()) {
      body = body.replace("{" + fact.getKey() + "}", Pages.escape(fact.getValue()));
    }
    return Pages.end(page.append(body));
  }

  private static Map<String, String> facts(JsonObject header, Instant now) {
    boolean hybrid = Bytes.bytes(header.getString("sealedFor", "")).length != X25519_LENGTH;
    Map<String, String> facts = new TreeMap<>();
    facts.put("now", now.toString());
    for (String said : new String[] {"organisation", "archivist", "journal", "created"}) {
      facts.put(said, header.getString(said, ""));
    }
    facts.put("needed", String.valueOf(header.getInt("personsToOpen")));
    facts.put("shares", String.valueOf(header.getInt("shares")));
    facts.put("kem", hybrid ? "X-Wing (ML-KEM-768, X25519)" : "X25519");
    facts.put("letters", days(ConversationClass.COMMERCIAL_LETTER));
    facts.put("vouchers", days(ConversationClass.BOOKING_VOUCHER));
    return facts;
  }

  private static String days(ConversationClass kind) {
    return String.valueOf(kind.usual().minimumDays());
  }

  private static String template(String language) {
    String name = "procedure." + language + ".html";
    try (InputStream in = Procedure.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("The library has no " + name);
      }
      return Bytes.utf8(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("The library's own text cannot be read", e);
    }
  }
}
