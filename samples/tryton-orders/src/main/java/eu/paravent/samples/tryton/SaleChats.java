package eu.paravent.samples.tryton;

import com.grack.nanojson.JsonObject;
import eu.paravent.client.BusinessReference;
import eu.paravent.client.ChatClient;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.Message;
import eu.paravent.client.message.BusinessCard;
import eu.paravent.client.retention.ConversationClass;
import eu.paravent.samples.beside.Topic;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The conversations about sales. Keeps nothing itself: what was said already is read from the
 * conversation, what was written to Tryton from there; so each side may end at any moment, and the
 * next pass does what is missing. Not thread-safe: one at a time.
 */
record SaleChats(ChatClient chat, Tryton tryton, SaleJournal journal, URI chatPage) {
  private static final String INVITATION = "Einladung zum Chat", STATUS = "Stand des Auftrags: ";
  private static final Map<String, String> STATES =
      Map.of(
          "draft", "in Überarbeitung",
          "quotation", "angeboten",
          "confirmed", "bestätigt",
          "processing", "in Bearbeitung",
          "done", "erledigt",
          "cancelled", "storniert");
  private static final Set<String> OPENING = Set.of("confirmed", "processing");
  private static final Set<String> CLOSING = Set.of("done", "cancelled");
  private static final List<?> NUMBERED = List.of(List.of("number", "!=", ""));
  private static final String[] FIELDS =
      "number state party.name party.email total_amount currency.symbol shipping_date".split(" ");

  static BusinessReference reference(JsonObject sale) {
    return BusinessReference.of("tryton", "sale.sale/" + sale.getString("number"));
  }

  static String title(JsonObject sale) {
    return "Auftrag " + sale.getString("number") + " · " + of(sale, "party.", "name");
  }

  /** Looks at every sale once and does what is missing. */
  void pass() throws IOException {
    for (JsonObject sale : tryton.read("sale.sale", NUMBERED, FIELDS)) {
      String state = sale.getString("state", "");
      Optional<Topic> topic = Topic.find(chat, reference(sale));
      if (topic.isEmpty() && OPENING.contains(state)) {
        topic = Optional.of(open(sale));
      }
      if (topic.isPresent()) {
        invite(sale, topic.get());
        topic.get().showToEach(card(sale));
        topic.get().sayIfNew(STATUS, STATES.getOrDefault(state, state));
        if (CLOSING.contains(state)) {
          attachJournal(sale, topic.get());
        }
      }
    }
  }

  private Topic open(JsonObject sale) {
    return Topic.begin(
        chat,
        ConversationSpec.about(reference(sale))
            .title(title(sale))
            .archivists(journal.archivist())
            .keptAs(ConversationClass.COMMERCIAL_LETTER));
  }

  /** The customer by a note with the text of an e-mail, staff by a link. */
  private void invite(JsonObject sale, Topic topic) throws IOException {
    if (missing("ir.note", sale, "message", INVITATION + "%")) {
      String text =
          """
          %s
          An: %s
          Betreff: Ihr Auftrag %s

          Guten Tag,
          zu Ihrem Auftrag erreichen Sie uns hier, Ende-zu-Ende-verschlüsselt und ohne Anmeldung:
          %s
          Der Link gilt 14 Tage und für eine Person. Bitte geben Sie ihn nicht weiter.
          """
              .formatted(
                  INVITATION,
                  of(sale, "party.", "email"),
                  sale.getString("number"),
                  topic.invitation(of(sale, "party.", "name")));
      tryton.create("ir.note", Map.of("resource", resource(sale), "message", text));
    }
    attach(sale, "Chat zum Auftrag", "link", chatPage + "?id=" + sale.getInt("id"));
  }

  /** All that was said until the sale was closed; once for each time that it is. */
  private void attachJournal(JsonObject sale, Topic topic) throws IOException {
    List<Message> states = topic.said(STATUS);
    Set<String> closed = Set.of(STATUS + STATES.get("done"), STATUS + STATES.get("cancelled"));
    long closings = states.stream().map(Topic::text).filter(closed::contains).count();
    String name = "Chat-Journal " + closings + ".zip";
    if (missing("ir.attachment", sale, "name", name)) {
      Optional<byte[]> zip = journal.about(reference(sale), states.get(states.size() - 1));
      if (zip.isPresent()) {
        String bytes = Base64.getEncoder().encodeToString(zip.get());
        attach(sale, name, "data", Map.of("__class__", "bytes", "base64", bytes));
      }
    }
  }

  private void attach(JsonObject sale, String name, String type, Object what) throws IOException {
    if (missing("ir.attachment", sale, "name", name)) {
      tryton.create(
          "ir.attachment",
          Map.of("resource", resource(sale), "name", name, "type", type, type, what));
    }
  }

  private boolean missing(String model, JsonObject sale, String field, String like)
      throws IOException {
    List<?> ofSale = List.of("resource", "=", resource(sale));
    return tryton.read(model, List.of(ofSale, List.of(field, "like", like))).isEmpty();
  }

  private static String resource(JsonObject sale) {
    return "sale.sale," + sale.getInt("id");
  }

  /** Lines, sum and delivery. */
  private BusinessCard card(JsonObject sale) throws IOException {
    BusinessCard card =
        BusinessCard.of(BusinessCard.Kind.ORDER, title(sale)).about(reference(sale));
    List<?> lines = List.of(List.of("sale", "=", sale.getInt("id")), List.of("type", "=", "line"));
    for (JsonObject line :
        tryton.read("sale.line", lines, "quantity", "product.rec_name", "amount")) {
      String quantity = String.format(Locale.GERMANY, "%.0f × ", line.getDouble("quantity"));
      String what = quantity + of(line, "product.", "rec_name");
      // a card has room for so many; the sum is of all
      if (card.fields().size() < BusinessCard.FIELDS_MOST - 2) {
        card =
            card.with(what.substring(0, Math.min(100, what.length())), money(line, "amount", sale));
      }
    }
    card = card.with("Summe", money(sale, "total_amount", sale));
    JsonObject day = sale.getObject("shipping_date");
    return day == null
        ? card
        : card.with(
            "Lieferung",
            "%d.%d.%d".formatted(day.getInt("day"), day.getInt("month"), day.getInt("year")));
  }

  private static String money(JsonObject record, String field, JsonObject sale) {
    BigDecimal amount = new BigDecimal(record.getObject(field).getString("decimal"));
    return String.format(Locale.GERMANY, "%,.2f ", amount) + of(sale, "currency.", "symbol");
  }

  private static String of(JsonObject record, String related, String field) {
    JsonObject other = record.getObject(related);
    return other == null ? "" : other.getString(field, "");
  }
}
