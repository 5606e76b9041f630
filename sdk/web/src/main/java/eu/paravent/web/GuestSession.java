package eu.paravent.web;

import com.grack.nanojson.JsonObject;
import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationEndedException;
import eu.paravent.client.GuestLobby;
import eu.paravent.client.invite.GuestLink;
import eu.paravent.client.store.EncryptedStore;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One guest in one conversation: first before the door, then inside. */
final class GuestSession implements Session {
  private static final String NAME_SPACE = "guest-page", NAME = "name";

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

  @Override
  public @Nullable Object call(String method, JsonObject in, byte[] bytes) {
    switch (method) {
      case "resume":
        return resume(in.getString("invite", ""));
      case "lobby":
        return look(in.getString("link", ""));
      case "join":
        return join(in.getString("name", ""));
      case "online":
        open().retryNow();
        return true;
      case "connection":
        return Shown.connection(open());
      case "forget":
        return forget();
      default:
        return Room.call(conversation(), method, in, bytes);
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
    opened.events().follow(opened.events().head(), event -> events.accept(Told.of(event)));
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
}
