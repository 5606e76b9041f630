package eu.paravent.web;

import com.grack.nanojson.JsonObject;
import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationEndedException;
import eu.paravent.client.Disclosure;
import eu.paravent.client.GuestLobby;
import eu.paravent.client.KeyCustody;
import eu.paravent.client.ServerUnavailableException;
import eu.paravent.client.internal.store.StoreOpener;
import eu.paravent.client.invite.GuestLink;
import eu.paravent.client.invite.JoinState;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One guest in one conversation: first before the door, then inside. */
final class GuestSession implements Session {
  private static final String NAME_SPACE = "guest-page", NAME = "name";

  /** In fifths of a second. */
  private static final int SETTLED_WITHIN = 150;

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
      case "inside":
        return ShownPeople.inside(door().inside());
      case "unlock":
        return unlock(in.getString("password", ""));
      case "join":
        return join(in.getString("name", ""), in.getString("language", ""));
      case "online":
        open().retryNow();
        return true;
      case "trust":
        return ShownTrust.states(open(), conversation());
      case "safetyNumber":
        return ShownTrust.digits(open(), conversation(), in);
      case "compared":
        return ShownTrust.compared(open(), conversation(), in);
      case "notice":
        return ShownNotice.toShow(open());
      case "acceptNotice":
        return ShownNotice.accept(open(), in.getString("language", ""));
      case "call":
        return ShownCall.send(open().self(), conversation(), in, events);
      case "relay":
        return ShownCall.relay(open());
      case "connection":
        return Shown.connection(open());
      case "disclosed":
        return open().disclosed().read();
      case "disclose":
        open().disclose(in.getBoolean("on", false) ? Disclosure.ALL : Disclosure.NONE);
        return true;
      case "conversation":
        return inside(conversation());
      case "everything":
        return everything(in, bytes);
      case "withdraw":
        open().withdrawConsent();
        return ShownNotice.receipts(open().noticeReceipts());
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
            .store(new StoreOpener(() -> kept))
            .custody(KeyCustody.DEVICE)
            .open());
    JsonObject found = settled();
    if (found == null) {
      // it never came to joining; what is stored is good for the next try
      open().close();
      client = null;
    }
    return found;
  }

  /**
   * Where the page died while joining, the client goes on by itself: in, or waiting, or neither.
   */
  private @Nullable JsonObject settled() {
    for (int looks = 0; looks < SETTLED_WITHIN; looks++) {
      // once online, whatever was under way has come to its end
      boolean online = open().connection().online();
      Optional<JsonObject> found = standing();
      if (found.isPresent()) {
        return found.get();
      }
      if (online || refused()) {
        return null;
      }
      try {
        Thread.sleep(200);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    throw new ServerUnavailableException("The server has not answered yet", null);
  }

  /** By a server that answered: waiting does not help. */
  private boolean refused() {
    return open()
        .connection()
        .problem()
        .filter(problem -> !(problem instanceof ServerUnavailableException))
        .isPresent();
  }

  /** In a conversation, or before its door; empty where neither is so yet. */
  private Optional<JsonObject> standing() {
    List<Conversation> conversations = open().conversations().list();
    if (!conversations.isEmpty()) {
      return Optional.of(inside(conversations.get(0)));
    }
    return open().joinState().map(GuestSession::waiting);
  }

  private static JsonObject waiting(JoinState state) {
    JsonObject shown = new JsonObject();
    shown.put("waiting", state.name());
    return shown;
  }

  private JsonObject look(String link) {
    GuestLobby found = GuestLobby.open(GuestLink.parse(link), new HostTransport(host));
    lobby = found;
    return shown(found);
  }

  private JsonObject unlock(String password) {
    GuestLobby found = door().unlock(password);
    lobby = found;
    return shown(found);
  }

  private static JsonObject shown(GuestLobby lobby) {
    JsonObject shown = new JsonObject();
    shown.put("locked", lobby.locked());
    shown.put("approval", lobby.needsApproval());
    if (!lobby.locked()) {
      shown.put("title", lobby.title());
      shown.put("inviter", lobby.inviter());
      shown.put("organisation", lobby.organisation());
    }
    shown.put("fingerprint", lobby.organisationFingerprint());
    shown.put("expires", lobby.expiresAt().toString());
    lobby.profile().ifPresent(profile -> shown.put("profile", ShownNotice.profile(profile)));
    return shown;
  }

  private GuestLobby door() {
    GuestLobby current = lobby;
    if (current == null) {
      throw new IllegalStateException("No link was opened");
    }
    return current;
  }

  /** What the notice was shown in, where there is one, is the language of the page. */
  private JsonObject join(String name, String language) {
    GuestLobby found = door();
    GuestLobby door = found.profile().isPresent() ? found.acceptNotice(language) : found;
    BrowserStore kept = BrowserStore.open(host, store);
    kept.write(
        tx -> {
          tx.put(NAME_SPACE, NAME, name.getBytes(StandardCharsets.UTF_8));
          return true;
        });
    opened(door.join(name, new StoreOpener(() -> kept)));
    return standing().orElseGet(() -> inside(conversation()));
  }

  private void opened(ChatClient opened) {
    client = opened;
    opened.events().follow(opened.events().head(), event -> events.accept(Told.of(event)));
    opened.followTyping((at, people) -> events.accept(Shown.typing(at, people)));
    opened.followCalls(
        (in, sender, signal, at) -> events.accept(ShownCall.said(in, sender, signal, at)));
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

  private JsonObject inside(Conversation conversation) {
    JsonObject shown = Shown.conversation(conversation);
    shown.put("consented", ShownNotice.consented(open().noticeReceipts()));
    return shown;
  }

  /** All that this browser holds of the guest. */
  private @Nullable Object everything(JsonObject in, byte[] bytes) {
    Object all = Room.call(conversation(), "everything", in, bytes);
    if (all instanceof JsonObject shown) {
      shown.putAll(ShownNotice.receipts(open().noticeReceipts()));
    }
    return all;
  }

  /** Nothing of the conversation stays in this browser, its keys included. */
  private boolean forget() {
    open().close();
    client = null;
    host.forget(store).await();
    return true;
  }
}
