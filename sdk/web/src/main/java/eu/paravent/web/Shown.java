package eu.paravent.web;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import eu.paravent.client.BusinessReference;
import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationId;
import eu.paravent.client.KeyCustody;
import eu.paravent.client.Message;
import eu.paravent.client.Participant;
import eu.paravent.client.UserId;
import eu.paravent.client.message.Reaction;
import eu.paravent.client.message.Receipt;
import eu.paravent.client.privacy.Controller;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** What the page gets to see, as JSON. */
final class Shown {
  private Shown() {}

  static JsonObject connection(ChatClient client) {
    JsonObject shown = new JsonObject();
    shown.put("online", client.connection().online());
    return shown;
  }

  static JsonObject conversation(Conversation conversation) {
    JsonObject shown = new JsonObject();
    shown.put("id", conversation.id().value());
    shown.put("title", conversation.title());
    shown.put("label", conversation.label());
    shown.put("active", conversation.state() == Conversation.State.ACTIVE);
    conversation.reference().ifPresent(reference -> shown.put("reference", reference(reference)));
    shown.put("kind", conversation.kind().name());
    shown.put("fromYearEnd", conversation.kind().fromYearEnd());
    shown.put("minimumDays", conversation.retention().minimumDays());
    shown.put("maximumDays", conversation.retention().maximumDays());
    shown.put("participants", array(conversation.participants(), Shown::participant));
    return shown;
  }

  /** A company that takes part, and what it answers for there. */
  static JsonObject controller(Controller controller) {
    JsonObject shown = new JsonObject();
    shown.put("organisation", controller.organisation());
    shown.put("german", controller.inGerman());
    shown.put("english", controller.inEnglish());
    controller.profile().ifPresent(said -> shown.put("profile", ShownNotice.profile(said)));
    return shown;
  }

  private static JsonObject reference(BusinessReference reference) {
    JsonObject shown = new JsonObject();
    shown.put("type", reference.type());
    shown.put("key", reference.key());
    return shown;
  }

  private static JsonObject participant(Participant participant) {
    JsonObject shown = new JsonObject();
    shown.put("id", participant.id().uri());
    shown.put("name", participant.displayName());
    shown.put("organisation", participant.organisation());
    shown.put("guest", participant.role() == Participant.Role.GUEST);
    shown.put("role", participant.role().name());
    shown.put("self", participant.self());
    shown.put("custody", participant.custody().map(KeyCustody::name).orElse(""));
    shown.put("mention", participant.mention());
    return shown;
  }

  static <T> JsonArray array(Collection<T> items, Function<T, JsonObject> each) {
    JsonArray array = new JsonArray();
    items.forEach(item -> array.add(each.apply(item)));
    return array;
  }

  static JsonObject message(Message message) {
    JsonObject shown = new JsonObject();
    shown.put("position", message.position());
    shown.put("id", message.id().value());
    shown.put("sender", message.sender().uri());
    shown.put("time", message.time().toString());
    shown.put("state", message.state().name());
    shown.put("own", message.own());
    message.inReplyTo().ifPresent(id -> shown.put("inReplyTo", id.value()));
    shown.put("edited", message.edited().isPresent());
    shown.put("reactions", array(message.reactions(), Shown::reaction));
    JsonArray mentions = new JsonArray();
    message.mentions().forEach(person -> mentions.add(person.uri()));
    shown.put("mentions", mentions);
    shown.put("receipts", array(message.receipts(), Shown::receipt));
    message.expires().ifPresent(when -> shown.put("expires", when.toString()));
    shown.put("author", message.author().displayName());
    shown.put("forwarded", message.forwarded());
    shown.put("automatic", message.automatic());
    shown.put("imported", message.imported());
    shown.put("pinned", message.pinned());
    ShownContent.put(message, shown);
    return shown;
  }

  private static JsonObject receipt(Receipt receipt) {
    JsonObject shown = new JsonObject();
    shown.put("by", receipt.by().uri());
    shown.put("read", receipt.status() == Receipt.Status.READ);
    return shown;
  }

  /** Who is writing. */
  static JsonObject typing(ConversationId conversation, List<UserId> people) {
    JsonObject shown = new JsonObject();
    JsonArray typing = new JsonArray();
    people.forEach(person -> typing.add(person.uri()));
    shown.put("event", "typing");
    shown.put("conversation", conversation.value());
    shown.put("people", typing);
    return shown;
  }

  private static JsonObject reaction(Reaction reaction) {
    JsonObject shown = new JsonObject();
    shown.put("by", reaction.by().uri());
    shown.put("emoji", reaction.emoji());
    return shown;
  }
}
