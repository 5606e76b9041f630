package eu.paravent.web;

import com.grack.nanojson.JsonObject;
import eu.paravent.client.ConversationId;
import eu.paravent.client.event.ChatEvent;
import eu.paravent.client.event.PrivacyEvent;

/** Events as the page gets them: a word, and what it would ask for next anyway. */
final class Told {
  private final JsonObject told = new JsonObject();

  private Told() {}

  static JsonObject of(ChatEvent event) {
    Told told = new Told();
    told.take(event);
    return told.told;
  }

  private void take(ChatEvent event) {
    if (event instanceof ChatEvent.MessageReceived received) {
      about("received", received.message().conversation());
      told.put("message", Shown.message(received.message()));
    } else if (event instanceof ChatEvent.MessageChanged changed) {
      about("changed", changed.message().conversation());
      told.put("message", Shown.message(changed.message()));
      told.put("pin", changed.change() == ChatEvent.MessageChanged.Change.PIN);
    } else if (event instanceof ChatEvent.MessageAccepted accepted) {
      about("accepted", accepted.conversation());
      told.put("id", accepted.message().value());
    } else if (event instanceof ChatEvent.MessageFailed failed) {
      about("failed", failed.conversation());
      told.put("id", failed.message().value());
      told.put("reason", failed.reason());
    } else if (event instanceof ChatEvent.MessageUnreadable unreadable) {
      about("unreadable", unreadable.conversation());
    } else if (event instanceof ChatEvent.MessagesMissed missed) {
      about("missed", missed.conversation());
    } else if (event instanceof ChatEvent.ConversationJoined joined) {
      about("joined", joined.conversation());
    } else if (event instanceof ChatEvent.JoinRefused refused) {
      about("refused", refused.conversation());
      told.put("waiting", refused.why().name());
    } else if (event instanceof ChatEvent.ConversationEnded ended) {
      about("ended", ended.conversation());
      told.put("how", ended.how().name());
    } else if (event instanceof ChatEvent.DetailsChanged changed) {
      about("details", changed.conversation());
    } else if (event instanceof ChatEvent.ParticipantsChanged changed) {
      about("participants", changed.conversation());
    } else if (event instanceof ChatEvent.RolesChanged changed) {
      about("participants", changed.conversation());
    } else if (event instanceof ChatEvent.RetentionChanged changed) {
      about("details", changed.conversation());
    } else if (event instanceof ChatEvent.CallIncoming call) {
      about("incoming", call.conversation());
    } else if (event instanceof PrivacyEvent.NoticeChanged) {
      told.put("event", "notice");
    } else if (event instanceof ChatEvent.SecurityAlert alert) {
      told.put("event", "alert");
      told.put("alert", alert.kind().name());
      alert.conversation().ifPresent(id -> told.put("conversation", id.value()));
    } else {
      told.put("event", "other");
    }
  }

  private void about(String event, ConversationId conversation) {
    told.put("event", event);
    told.put("conversation", conversation.value());
  }
}
