package eu.paravent.web;

import com.grack.nanojson.JsonObject;
import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.Participant;
import eu.paravent.client.UserId;
import eu.paravent.client.identity.SafetyNumber;
import java.util.Locale;

/** How sure this device is of the others' keys, and comparing them. */
final class ShownTrust {
  private ShownTrust() {}

  /** By participant. */
  static JsonObject states(ChatClient client, Conversation conversation) {
    JsonObject shown = new JsonObject();
    for (Participant person : conversation.participants()) {
      if (!person.self()) {
        shown.put(
            person.id().uri(), client.trust().of(person.id()).name().toLowerCase(Locale.ROOT));
      }
    }
    return shown;
  }

  /** What the two read to each other. */
  static String digits(ChatClient client, Conversation conversation, JsonObject in) {
    return client.trust().safetyNumber(conversation.id(), person(in)).digits();
  }

  /** They are the same on both sides, by this person's word; {@code false} where they changed. */
  static boolean compared(ChatClient client, Conversation conversation, JsonObject in) {
    UserId person = person(in);
    SafetyNumber now = client.trust().safetyNumber(conversation.id(), person);
    if (!now.digits().equals(in.getString("digits", ""))) {
      return false;
    }
    client.trust().verified(conversation.id(), person, now);
    return true;
  }

  private static UserId person(JsonObject in) {
    return new UserId(in.getString("person", ""));
  }
}
