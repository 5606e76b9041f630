package eu.paravent.web;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import eu.paravent.client.Conversation;
import eu.paravent.client.Message;
import eu.paravent.client.MessageId;
import eu.paravent.client.RefusedException;
import eu.paravent.client.SendOptions;
import eu.paravent.client.message.Attachment;
import eu.paravent.client.message.Expiry;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.message.Picture;
import eu.paravent.client.message.Poll;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a page can do in a conversation. */
final class Room {
  private static final int PAGE_MOST = 200, FOUND_MOST = 100;

  private final Conversation conversation;

  private Room(Conversation conversation) {
    this.conversation = conversation;
  }

  static @Nullable Object call(
      Conversation conversation, String method, JsonObject in, byte[] bytes) {
    return new Room(conversation).call(method, in, bytes);
  }

  private Object call(String method, JsonObject in, byte[] bytes) {
    switch (method) {
      case "conversation":
        return Shown.conversation(conversation);
      case "controllers":
        return Shown.array(conversation.controllers(), Shown::controller);
      case "messages":
        return messages(in);
      case "search":
        return search(in.getString("text", ""));
      case "everything":
        return everything();
      case "send":
        return send(in, MessageContent.text(in.getString("text", "")));
      case "location":
        return send(in, place(in));
      case "read":
        return read();
      case "typing":
        conversation.showTyping();
        return true;
      case "file":
        return send(in, file(in, bytes));
      case "poll":
        return send(in, poll(in));
      case "vote":
        return conversation.vote(id(in), places(in)).id().value();
      case "closePoll":
        return conversation.closePoll(id(in)).id().value();
      case "pinned":
        return shown(conversation.pinned());
      case "pin":
        return conversation.pin(id(in)).id().value();
      case "unpin":
        return conversation.unpin(id(in)).id().value();
      case "download":
        return download(id(in));
      case "edit":
        return conversation.edit(id(in), in.getString("text", "")).id().value();
      case "delete":
        return conversation.delete(id(in)).id().value();
      case "react":
        conversation.react(id(in), in.getString("emoji", ""));
        return true;
      case "unreact":
        conversation.unreact(id(in), in.getString("emoji", ""));
        return true;
      case "mediaKey":
        return ShownCall.key(conversation);
      case "leave":
        conversation.leave();
        return true;
      default:
        throw new IllegalArgumentException("No such call: " + method);
    }
  }

  private static MessageId id(JsonObject in) {
    return new MessageId(in.getString("id", ""));
  }

  private JsonObject messages(JsonObject in) {
    int limit = Math.min(in.getInt("limit", 50), PAGE_MOST);
    String before = in.getString("before", "");
    return shown(
        before.isEmpty()
            ? conversation.messages(limit)
            : conversation.messagesBefore(find(new MessageId(before)), limit));
  }

  /** The newest that have it in their words. */
  private JsonObject search(String text) {
    String wanted = text.toLowerCase(Locale.ROOT);
    return shown(
        gather(
            message ->
                ShownContent.words(message.content()).toLowerCase(Locale.ROOT).contains(wanted),
            FOUND_MOST));
  }

  /** All that this browser holds of it. */
  private JsonObject everything() {
    JsonObject all = shown(gather(message -> true, Integer.MAX_VALUE));
    all.put("conversation", Shown.conversation(conversation));
    return all;
  }

  private Message find(MessageId id) {
    return conversation
        .message(id)
        .orElseThrow(() -> new IllegalArgumentException("That message is not here"));
  }

  private List<Message> gather(Predicate<Message> wanted, int most) {
    List<Message> found = new ArrayList<>();
    List<Message> page = conversation.messages(PAGE_MOST);
    while (!page.isEmpty()) {
      for (Message message : page) {
        if (wanted.test(message)) {
          found.add(message);
          if (found.size() == most) {
            return found;
          }
        }
      }
      page = conversation.messagesBefore(page.get(page.size() - 1), PAGE_MOST);
    }
    return found;
  }

  private static JsonObject shown(List<Message> messages) {
    JsonObject shown = new JsonObject();
    shown.put("messages", Shown.array(messages, Shown::message));
    return shown;
  }

  private String send(JsonObject in, MessageContent content) {
    SendOptions options = SendOptions.none();
    String to = in.getString("inReplyTo", "");
    if (!to.isEmpty()) {
      options = options.inReplyTo(new MessageId(to));
    }
    int seconds = in.getInt("disappears", 0);
    if (seconds > 0) {
      options = options.expiring(Expiry.afterReading(Duration.ofSeconds(seconds)));
    }
    return conversation.send(content, options).id().value();
  }

  private static MessageContent place(JsonObject in) {
    return new MessageContent.Location(
        in.getDouble("latitude", Double.NaN),
        in.getDouble("longitude", Double.NaN),
        Optional.of(in.getDouble("uncertainty", 0)),
        in.getString("label", ""));
  }

  /** What is there now has been seen. */
  private boolean read() {
    conversation.messages(1).forEach(newest -> conversation.read(newest.id()));
    return true;
  }

  private static MessageContent file(JsonObject in, byte[] bytes) {
    String name = in.getString("name", ""), type = in.getString("type", "");
    String thumbnail = in.getString("thumbnail", "");
    long millis = in.getLong("millis", 0);
    if (!thumbnail.isEmpty()) {
      Picture picture = Picture.of(Base64.getDecoder().decode(thumbnail));
      return MessageContent.image(name, type, bytes, picture);
    }
    return millis > 0
        ? MessageContent.voiceNote(name, type, bytes, Duration.ofMillis(millis))
        : MessageContent.file(name, type, bytes);
  }

  private static Poll poll(JsonObject in) {
    JsonArray given = in.getArray("options", new JsonArray());
    List<String> options = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      options.add(given.getString(i, ""));
    }
    return new Poll(in.getString("question", ""), options, in.getBoolean("multiple", false));
  }

  private static List<Integer> places(JsonObject in) {
    JsonArray given = in.getArray("options", new JsonArray());
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      places.add(given.getInt(i, -1));
    }
    return places;
  }

  private byte[] download(MessageId id) {
    return Attachment.of(find(id).content())
        .map(conversation::download)
        .orElseThrow(
            () -> new RefusedException("no-file", "That message has no file that could be got"));
  }
}
