package eu.paravent.web;

import com.grack.nanojson.JsonObject;
import eu.paravent.client.Conversation;
import eu.paravent.client.Message;
import eu.paravent.client.MessageId;
import eu.paravent.client.RefusedException;
import eu.paravent.client.SendOptions;
import eu.paravent.client.message.Expiry;
import eu.paravent.client.message.MessageContent;
import java.time.Duration;
import java.util.ArrayList;
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
        return send(
            in, MessageContent.file(in.getString("name", ""), in.getString("type", ""), bytes));
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

  /** The newest that have it, in their text or their file's name. */
  private JsonObject search(String text) {
    String wanted = text.toLowerCase(Locale.ROOT);
    return shown(
        gather(message -> words(message).toLowerCase(Locale.ROOT).contains(wanted), FOUND_MOST));
  }

  private static String words(Message message) {
    if (message.content() instanceof MessageContent.Text text) {
      return text.text();
    } else if (message.content() instanceof MessageContent.File file) {
      return file.attachment().name();
    }
    return "";
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

  private byte[] download(MessageId id) {
    if (find(id).content() instanceof MessageContent.File file) {
      return conversation.download(file.attachment());
    }
    throw new RefusedException("no-file", "That message has no file that could be got");
  }
}
