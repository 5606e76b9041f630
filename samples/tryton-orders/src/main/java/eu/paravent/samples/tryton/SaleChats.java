package eu.paravent.samples.tryton;

import com.grack.nanojson.JsonObject;
import eu.paravent.client.BusinessReference;
import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.invite.GuestInvite;
import eu.paravent.client.invite.GuestInviteSpec;
import eu.paravent.client.message.MessageContent;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The conversations about sales. Keeps nothing itself: what was said already is read from the
 * conversation, what was written to Tryton from there; so each side may end at any moment, and the
 * next pass does what is missing. Not thread-safe: one at a time.
 */
final class SaleChats {
  static final String TYPE = "tryton", ATTACHMENT = "Chat zum Auftrag";
  private static final String INVITATION = "Einladung zum Chat", STATUS = "Stand des Auftrags: ";
  private static final Map<String, String> STATES =
      Map.of(
          "draft", "in Überarbeitung",
          "quotation", "angeboten",
          "confirmed", "bestätigt",
          "processing", "in Bearbeitung",
          "done", "erledigt",
          "cancelled", "storniert");
  private static final List<String> OPENING = List.of("confirmed", "processing", "done");

  private final ChatClient chat;
  private final URI chatPage;

  SaleChats(ChatClient chat, URI chatPage) {
    this.chat = chat;
    this.chatPage = chatPage;
  }

  Optional<Conversation> about(String number) {
    return chat.conversations().about(reference(number)).stream().findFirst();
  }

  /** Looks at every sale once and does what is missing. */
  void pass(Tryton tryton) throws IOException {
    for (JsonObject sale :
        tryton.read(
            "sale.sale",
            List.of(List.of("number", "!=", "")),
            "number",
            "state",
            "party.name",
            "party.email",
            "total_amount",
            "currency.symbol",
            "shipping_date")) {
      Optional<Conversation> known = about(sale.getString("number"));
      if (known.isEmpty() && OPENING.contains(sale.getString("state"))) {
        known = Optional.of(open(sale));
      }
      if (known.isPresent()) {
        invite(tryton, sale, known.get());
        tell(tryton, sale, known.get());
      }
    }
  }

  private Conversation open(JsonObject sale) {
    return chat.conversations()
        .create(ConversationSpec.about(reference(sale.getString("number"))).title(title(sale)));
  }

  static String title(JsonObject sale) {
    return "Auftrag " + sale.getString("number") + " · " + of(sale, "party.", "name");
  }

  /** The customer by a note with the text of an e-mail, staff by a link. */
  private void invite(Tryton tryton, JsonObject sale, Conversation conversation)
      throws IOException {
    String resource = "sale.sale," + sale.getInt("id");
    List<?> ofSale = List.of("resource", "=", resource);
    if (tryton
        .read("ir.note", List.of(ofSale, List.of("message", "like", INVITATION + "%")))
        .isEmpty()) {
      String customer = of(sale, "party.", "name");
      // one that was made just before a crash is still open, and nobody knows it yet
      GuestInvite invite =
          conversation.invites().stream()
              .filter(open -> open.label().equals(customer) && open.link().isPresent())
              .findFirst()
              .orElseGet(
                  () ->
                      conversation.inviteGuest(
                          GuestInviteSpec.singleUse(Duration.ofDays(14)).label(customer)));
      String text =
          """
          %s
          An: %s
          Betreff: Ihr Auftrag %s

          Guten Tag,
          zu Ihrem Auftrag %s erreichen Sie uns hier, Ende-zu-Ende-verschlüsselt und ohne Anmeldung:
          %s
          Der Link gilt 14 Tage und für eine Person. Bitte geben Sie ihn nicht weiter.
          """
              .formatted(
                  INVITATION,
                  of(sale, "party.", "email"),
                  sale.getString("number"),
                  sale.getString("number"),
                  invite.link().orElseThrow().url());
      tryton.create("ir.note", Map.of("resource", resource, "message", text));
    }
    if (tryton.read("ir.attachment", List.of(ofSale, List.of("name", "=", ATTACHMENT))).isEmpty()) {
      tryton.create(
          "ir.attachment",
          Map.of(
              "resource",
              resource,
              "name",
              ATTACHMENT,
              "type",
              "link",
              "link",
              chatPage + "?sale=" + sale.getInt("id")));
    }
  }

  /** Who comes later reads what follows only: so the order is shown again to each newcomer. */
  private void tell(Tryton tryton, JsonObject sale, Conversation conversation) throws IOException {
    String card = "**Auftrag " + sale.getString("number") + "**";
    List<String> said =
        conversation.messages(10_000).stream()
            .filter(message -> message.own() && message.content() instanceof MessageContent.Text)
            .map(message -> ((MessageContent.Text) message.content()).text())
            .toList();
    long shown = said.stream().filter(text -> text.startsWith(card)).count();
    if (shown < conversation.participants().size()) {
      conversation.send(MessageContent.text(card + "\n" + card(tryton, sale)));
    }
    String status = STATUS + STATES.get(sale.getString("state"));
    Optional<String> last = said.stream().filter(text -> text.startsWith(STATUS)).findFirst();
    if (!last.equals(Optional.of(status))) {
      conversation.send(MessageContent.text(status));
    }
  }

  private static String card(Tryton tryton, JsonObject sale) throws IOException {
    StringBuilder card = new StringBuilder();
    for (JsonObject line :
        tryton.read(
            "sale.line",
            List.of(List.of("sale", "=", sale.getInt("id")), List.of("type", "=", "line")),
            "quantity",
            "product.rec_name",
            "amount")) {
      card.append("- ")
          .append(String.format(Locale.GERMANY, "%.0f", line.getDouble("quantity")))
          .append(" × ")
          .append(of(line, "product.", "rec_name"))
          .append(": ")
          .append(money(line, "amount", sale))
          .append('\n');
    }
    card.append("\nSumme: ").append(money(sale, "total_amount", sale));
    JsonObject delivery = sale.getObject("shipping_date");
    if (delivery != null) {
      card.append("\nLieferung: ")
          .append(delivery.getInt("day"))
          .append('.')
          .append(delivery.getInt("month"))
          .append('.')
          .append(delivery.getInt("year"));
    }
    return card.toString();
  }

  private static String money(JsonObject record, String field, JsonObject sale) {
    java.math.BigDecimal amount =
        new java.math.BigDecimal(record.getObject(field).getString("decimal"));
    return String.format(Locale.GERMANY, "%,.2f ", amount) + of(sale, "currency.", "symbol");
  }

  private static String of(JsonObject record, String related, String field) {
    JsonObject other = record.getObject(related);
    return other == null ? "" : other.getString(field, "");
  }

  private static BusinessReference reference(String number) {
    return BusinessReference.of(TYPE, "sale.sale/" + number);
  }
}
