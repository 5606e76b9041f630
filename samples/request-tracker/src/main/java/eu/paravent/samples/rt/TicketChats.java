package eu.paravent.samples.rt;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import eu.paravent.client.BusinessReference;
import eu.paravent.client.ChatClient;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.Message;
import eu.paravent.samples.beside.Topic;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The conversations about tickets. Keeps nothing itself: what was told already is read from the
 * conversation, what was written to RT from there; so each side may end at any moment, and the next
 * pass does what is missing. Not thread-safe: one at a time.
 *
 * @param chatPage where staff find the chat about a ticket, up to its number
 */
record TicketChats(ChatClient chat, RequestTracker rt, Policy policy, String chatPage) {
  static final String QUEUE = "Kundendienst", USER = "paravent";
  private static final String INVITATION = "Einladung zum Chat", CHAT = "Chat-Nachricht ";
  private static final String POLICY = "Regelung: ", ENTRY = "[RT ";
  private static final Map<String, String> STATES =
      Map.of(
          "new", "neu",
          "open", "in Arbeit",
          "stalled", "ruht",
          "resolved", "erledigt",
          "rejected", "abgelehnt");

  static String title(JsonObject ticket) {
    return "Vorgang " + RequestTracker.id(ticket) + " · " + ticket.getString("Subject");
  }

  static BusinessReference reference(String ticket) {
    return BusinessReference.of("rt", "ticket/" + ticket);
  }

  /** Looks once at every ticket that is open or was a week ago, and does what is missing. */
  void pass() throws IOException {
    for (JsonObject ticket :
        rt.tickets(
            "Queue = '" + QUEUE + "' AND (Status = '__Active__' OR LastUpdated > '7 days ago')")) {
      String id = RequestTracker.id(ticket);
      Optional<Topic> topic = Topic.find(chat, reference(id));
      if (topic.isEmpty() && Set.of("new", "open").contains(ticket.getString("Status"))) {
        topic =
            Optional.of(
                Topic.begin(chat, ConversationSpec.about(reference(id)).title(title(ticket))));
      }
      if (topic.isPresent()) {
        // before the texts are read: so the text of each entry that is known is there
        List<JsonObject> history = rt.history(id);
        List<RequestTracker.Text> texts = rt.texts(id);
        show(id, ticket, topic.get());
        invite(id, ticket, topic.get(), texts);
        tellChat(id, topic.get(), history, texts);
        tellTicket(id, topic.get(), texts);
      }
    }
  }

  /** The policy on both sides, and in RT the way to the chat. */
  private void show(String id, JsonObject ticket, Topic topic) throws IOException {
    Map<String, String> fields =
        Map.of("Inhalte des Chats", policy.inTicket, "Chat", chatPage + id);
    if (!RequestTracker.customFields(ticket).entrySet().containsAll(fields.entrySet())) {
      rt.write("PUT", "ticket/" + id, Map.of("CustomFields", fields));
    }
    topic.sayToEach(POLICY, policy.inChat);
  }

  /** RT sends it to the customer by mail. */
  private void invite(String id, JsonObject ticket, Topic topic, List<RequestTracker.Text> texts)
      throws IOException {
    if (ticket.getArray("Requestor", new JsonArray()).isEmpty()
        || texts.stream().anyMatch(text -> text.subject().equals(INVITATION))) {
      return;
    }
    rt.write(
        id,
        "correspond",
        INVITATION,
        """
        Guten Tag,
        zu Ihrem Anliegen erreichen Sie uns auch im Chat, Ende-zu-Ende-verschlüsselt und ohne Anmeldung:
        %s
        Der Link gilt 14 Tage und für eine Person. Bitte geben Sie ihn nicht weiter.
        """
            .formatted(topic.invitation("Vorgang " + id)));
  }

  /**
   * What customer and staff wrote to each other in RT is shown here; of what staff noted for
   * themselves only that they did, since the customer may be inside.
   */
  private void tellChat(
      String id, Topic topic, List<JsonObject> history, List<RequestTracker.Text> texts) {
    Set<String> told =
        topic.said(ENTRY).stream()
            .map(message -> Topic.text(message).substring(ENTRY.length()).split("]", 2)[0])
            .collect(Collectors.toSet());
    for (JsonObject entry : history) {
      String number = RequestTracker.id(entry);
      String author = RequestTracker.id(entry.getObject("Creator", new JsonObject()));
      if (told.contains(number) || author.equals(USER)) {
        continue;
      }
      String content =
          texts.stream()
              .filter(text -> text.entry().equals(number))
              .map(RequestTracker.Text::content)
              .collect(Collectors.joining("\n"));
      String state = entry.getString("NewValue", "");
      String text =
          switch (entry.getString("Type", "")) {
            case "Create", "Correspond" -> author + " schrieb im Vorgang:\n" + content;
            case "Comment" -> author + " hat im Vorgang etwas vermerkt: " + rt.page(id);
            case "Status" -> "Stand des Vorgangs: " + STATES.getOrDefault(state, state);
            default -> "";
          };
      if (!text.isEmpty()) {
        topic.say(ENTRY + number + "] " + text);
      }
    }
  }

  /** That something was written, and what only where the organisation wants it so. */
  private void tellTicket(String id, Topic topic, List<RequestTracker.Text> texts)
      throws IOException {
    Set<String> told = texts.stream().map(RequestTracker.Text::subject).collect(Collectors.toSet());
    for (Message message : topic.texts()) {
      String subject = CHAT + message.id();
      if (message.own() || told.contains(subject)) {
        continue;
      }
      String name = message.author().displayName();
      if (policy == Policy.COPIED) {
        rt.write(id, "correspond", subject, name + " schrieb im Chat:\n" + Topic.text(message));
      } else {
        rt.write(id, "comment", subject, name + " hat im Chat geschrieben: " + chatPage + id);
      }
    }
  }
}
