package eu.paravent.web;

import com.grack.nanojson.JsonObject;
import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationEndedException;
import eu.paravent.client.GuestLobby;
import eu.paravent.client.Message;
import eu.paravent.client.MessageId;
import eu.paravent.client.OutgoingMessage;
import eu.paravent.client.RefusedException;
import eu.paravent.client.event.ChatEvent;
import eu.paravent.client.invite.GuestLink;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.store.EncryptedStore;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One guest in one conversation: first before the door, then inside. */
final class GuestSession {
  private static final String NAME_SPACE = "guest-page", NAME = "name";
  private static final int PAGE_MOST = 200;

  private final Host host;
  private final URI server;
  private final Consumer<JsonObject> events;
  private @Nullable GuestLobby lobby;
  private @Nullable ChatClient client;
  private String store = "";

  GuestSession(Host host, URI server, Consumer<JsonObject> events) {
    this.host = host;
    this.server = server;
    this.events = events;
  }

  /**
   * @return JSON, text, or bytes
   */
  @Nullable Object call(String method, JsonObject in, byte[] bytes) {
    switch (method) {
      case "resume":
        return resume(in.getString("invite", ""));
      case "lobby":
        return look(in.getString("link", ""));
      case "join":
        return join(in.getString("name", ""));
      case "conversation":
        return Shown.conversation(conversation());
      case "messages":
        return messages(in);
      case "send":
        return send(in, MessageContent.text(in.getString("text", "")));
      case "file":
        return send(
            in, MessageContent.file(in.getString("name", ""), in.getString("type", ""), bytes));
      case "download":
        return download(id(in));
      case "edit":
        return conversation().edit(id(in), in.getString("text", "")).id().value();
      case "delete":
        return conversation().delete(id(in)).id().value();
      case "react":
        conversation().react(id(in), in.getString("emoji", ""));
        return true;
      case "unreact":
        conversation().unreact(id(in), in.getString("emoji", ""));
        return true;
      case "connection":
        return connected();
      case "leave":
        conversation().leave();
        return true;
      case "forget":
        return forget();
      default:
        throw new IllegalArgumentException("No such call: " + method);
    }
  }

  /** Goes on where this browser left off; {@code null} where it was never in. */
  private @Nullable JsonObject resume(String invite) {
    store = "g-" + invite;
    BrowserStore kept = BrowserStore.open(host, store);
    String name =
        kept.read(tx -> tx.get(NAME_SPACE, NAME))
            .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
            .orElse("");
    if (name.isEmpty()) {
      kept.close();
      return null;
    }
    opened(
        ChatClient.builder()
            .server(server)
            .displayName(name)
            .transport(new HostTransport(host))
            .store(EncryptedStore.of(() -> kept))
            .open());
    List<Conversation> conversations = open().conversations().list();
    return conversations.isEmpty() ? null : Shown.conversation(conversations.get(0));
  }

  private JsonObject look(String link) {
    GuestLobby found = GuestLobby.open(GuestLink.parse(link), new HostTransport(host));
    lobby = found;
    JsonObject shown = new JsonObject();
    shown.put("title", found.title());
    shown.put("inviter", found.inviter());
    shown.put("organisation", found.organisation());
    shown.put("fingerprint", found.organisationFingerprint());
    shown.put("expires", found.expiresAt().toString());
    return shown;
  }

  private JsonObject join(String name) {
    GuestLobby door = lobby;
    if (door == null) {
      throw new IllegalStateException("No link was opened");
    }
    BrowserStore kept = BrowserStore.open(host, store);
    kept.write(
        tx -> {
          tx.put(NAME_SPACE, NAME, name.getBytes(StandardCharsets.UTF_8));
          return true;
        });
    opened(door.join(name, EncryptedStore.of(() -> kept)));
    return Shown.conversation(conversation());
  }

  private void opened(ChatClient opened) {
    client = opened;
    opened.events().follow(opened.events().head(), this::tell);
  }

  private ChatClient open() {
    ChatClient current = client;
    if (current == null) {
      throw new IllegalStateException("Not in a conversation");
    }
    return current;
  }

  private Conversation conversation() {
    return open().conversations().list().stream()
        .findFirst()
        .orElseThrow(() -> new ConversationEndedException("There is no conversation here"));
  }

  /** Nothing of the conversation stays in this browser, its keys included. */
  private boolean forget() {
    open().close();
    client = null;
    host.forget(store).await();
    return true;
  }

  private static MessageId id(JsonObject in) {
    return new MessageId(in.getString("id", ""));
  }

  private JsonObject messages(JsonObject in) {
    int limit = Math.min(in.getInt("limit", 50), PAGE_MOST);
    Conversation conversation = conversation();
    String before = in.getString("before", "");
    List<Message> page =
        before.isEmpty()
            ? conversation.messages(limit)
            : conversation.messagesBefore(find(new MessageId(before)), limit);
    JsonObject shown = new JsonObject();
    shown.put("messages", Shown.array(page, Shown::message));
    return shown;
  }

  private Message find(MessageId id) {
    Conversation conversation = conversation();
    List<Message> page = conversation.messages(PAGE_MOST);
    while (!page.isEmpty()) {
      Optional<Message> found = page.stream().filter(m -> m.id().equals(id)).findFirst();
      if (found.isPresent()) {
        return found.get();
      }
      page = conversation.messagesBefore(page.get(page.size() - 1), PAGE_MOST);
    }
    throw new IllegalArgumentException("That message is not here");
  }

  private String send(JsonObject in, MessageContent content) {
    String to = in.getString("inReplyTo", "");
    OutgoingMessage sent =
        to.isEmpty()
            ? conversation().send(content)
            : conversation().reply(new MessageId(to), content);
    return sent.id().value();
  }

  private byte[] download(MessageId id) {
    Message message = find(id);
    if (message.content() instanceof MessageContent.File file) {
      return conversation().download(file.attachment());
    }
    throw new RefusedException("no-file", "That message has no file that could be got");
  }

  private JsonObject connected() {
    JsonObject shown = new JsonObject();
    shown.put("online", open().connection().online());
    return shown;
  }

  /** One word is enough: the page asks for what it shows. */
  private void tell(ChatEvent event) {
    JsonObject told = new JsonObject();
    told.put("event", kind(event));
    if (event instanceof ChatEvent.MessageReceived received) {
      told.put("message", Shown.message(received.message()));
    } else if (event instanceof ChatEvent.MessageChanged changed) {
      told.put("message", Shown.message(changed.message()));
    } else if (event instanceof ChatEvent.MessageAccepted accepted) {
      told.put("id", accepted.message().value());
    } else if (event instanceof ChatEvent.MessageFailed failed) {
      told.put("id", failed.message().value());
      told.put("reason", failed.reason());
    } else if (event instanceof ChatEvent.SecurityAlert alert) {
      told.put("alert", alert.kind().name());
    } else if (event instanceof ChatEvent.ConversationEnded ended) {
      told.put("how", ended.how().name());
    }
    events.accept(told);
  }

  private static String kind(ChatEvent event) {
    if (event instanceof ChatEvent.MessageReceived) {
      return "received";
    } else if (event instanceof ChatEvent.MessageChanged) {
      return "changed";
    } else if (event instanceof ChatEvent.MessageAccepted) {
      return "accepted";
    } else if (event instanceof ChatEvent.MessageFailed) {
      return "failed";
    } else if (event instanceof ChatEvent.MessageUnreadable) {
      return "unreadable";
    } else if (event instanceof ChatEvent.SecurityAlert) {
      return "alert";
    } else if (event instanceof ChatEvent.ConversationEnded) {
      return "ended";
    }
    return "conversation";
  }
}
