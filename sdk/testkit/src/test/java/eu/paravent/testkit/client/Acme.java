package eu.paravent.testkit.client;

import static org.junit.jupiter.api.Assertions.fail;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationId;
import eu.paravent.client.GuestLobby;
import eu.paravent.client.InviteRefusedException;
import eu.paravent.client.Message;
import eu.paravent.client.UserId;
import eu.paravent.client.event.ChatEvent;
import eu.paravent.client.event.EventCursor;
import eu.paravent.client.identity.OrganisationAuthority;
import eu.paravent.client.identity.Registration;
import eu.paravent.client.invite.GuestInvite;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.spi.Transport;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.client.store.StoreKey;
import eu.paravent.testkit.InMemoryServer;
import eu.paravent.testkit.fault.FaultyTransport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A company, its server in memory, and the clients of its people. */
final class Acme implements AutoCloseable {
  final InMemoryServer server;
  final OrganisationAuthority authority;
  private final List<ChatClient> open = new ArrayList<>();

  Acme() {
    this(InstantSource.system());
  }

  /** Its server and its authority go by this clock. */
  Acme(InstantSource clock) {
    this(clock, InMemoryServer.start(clock));
  }

  Acme(InstantSource clock, InMemoryServer server) {
    this.server = server;
    authority = OrganisationAuthority.create("acme.example", clock);
    try (Transport transport = server.transport()) {
      Registration.register(server.baseUrl(), authority, server.registrationToken(), transport);
    }
  }

  UserId user(String name) {
    return authority.user(name);
  }

  /** Opens a client and waits until others can add it. */
  ChatClient online(String name) {
    return online(name, EncryptedStore.inMemory(key()), server.transport());
  }

  /** Was here once and can be added to conversations. */
  UserId away(String name) {
    try (ChatClient client =
        ChatClient.builder()
            .server(server.baseUrl())
            .store(EncryptedStore.inMemory(key()))
            .identity(authority.enroller(name))
            .transport(server.transport())
            .open()) {
      online(name, client);
      return client.self();
    }
  }

  /** On a clock of its own. */
  ChatClient online(String name, InstantSource clock) {
    return online(name, open(name, EncryptedStore.inMemory(key()), server.transport(), clock));
  }

  /** On a clock of its own. */
  ChatClient online(String name, EncryptedStore store, InstantSource clock) {
    return online(name, open(name, store, server.transport(), clock));
  }

  ChatClient online(String name, EncryptedStore store, Transport transport) {
    return online(name, open(name, store, transport));
  }

  static ChatClient online(String name, ChatClient client) {
    try {
      await("client of " + name + " online", () -> client.connection().online());
    } catch (AssertionError e) {
      client.connection().problem().ifPresent(e::addSuppressed);
      throw e;
    }
    return client;
  }

  ChatClient open(String name, EncryptedStore store, Transport transport) {
    return open(name, store, transport, InstantSource.system());
  }

  ChatClient open(String name, EncryptedStore store, Transport transport, InstantSource clock) {
    ChatClient client =
        ChatClient.builder()
            .server(server.baseUrl())
            .store(store)
            .identity(authority.enroller(name))
            .displayName(name)
            .transport(transport)
            .clock(clock)
            .patience(Duration.ofSeconds(8))
            .open();
    open.add(client);
    return client;
  }

  /** A guest comes back with its store and nothing else. */
  ChatClient guestAgain(EncryptedStore store) {
    ChatClient client =
        add(
            ChatClient.builder()
                .server(server.baseUrl())
                .store(store)
                .transport(server.transport())
                .patience(Duration.ofSeconds(8))
                .open());
    await("the guest to be online", () -> client.connection().online());
    return client;
  }

  /** Whether the server would let someone in by it. */
  boolean knows(GuestInvite invite) {
    try (Transport transport = server.transport()) {
      GuestLobby.open(invite.link().orElseThrow(), transport);
      return true;
    } catch (InviteRefusedException e) {
      return false;
    }
  }

  FaultyTransport faulty() {
    return FaultyTransport.around(server.transport());
  }

  static EncryptedStore at(Path folder) {
    return EncryptedStore.at(folder, key());
  }

  static StoreKey key() {
    return StoreKey.copyOf(new byte[StoreKey.LENGTH]);
  }

  <T extends ChatClient> T add(T client) {
    open.add(client);
    return client;
  }

  static Conversation joined(ChatClient client, ConversationId id) {
    await("the conversation to arrive", () -> client.conversations().find(id).isPresent());
    return client.conversations().find(id).orElseThrow();
  }

  static void awaitText(Conversation conversation, String text) {
    await("message \"" + text + "\"", () -> texts(conversation).contains(text));
  }

  /** Oldest first. */
  static List<String> texts(Conversation conversation) {
    List<String> texts = new ArrayList<>();
    for (Message message : conversation.messages(1000)) {
      if (message.content() instanceof MessageContent.Text text) {
        texts.add(0, text.text());
      }
    }
    return texts;
  }

  static List<ChatEvent> events(ChatClient client) {
    return client.events().after(EventCursor.start(), 10_000);
  }

  static <T extends ChatEvent> List<T> events(ChatClient client, Class<T> type) {
    return events(client).stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** In the order in which they were raised. */
  static List<ChatEvent.SecurityAlert.Kind> alerts(ChatClient client) {
    return events(client, ChatEvent.SecurityAlert.class).stream()
        .map(ChatEvent.SecurityAlert::kind)
        .toList();
  }

  static ChatEvent.SecurityAlert awaitAlert(
      ChatClient client, ChatEvent.SecurityAlert.Kind... kinds) {
    Supplier<Optional<ChatEvent.SecurityAlert>> find =
        () ->
            events(client, ChatEvent.SecurityAlert.class).stream()
                .filter(alert -> List.of(kinds).contains(alert.kind()))
                .findFirst();
    await("alert " + List.of(kinds), () -> find.get().isPresent());
    return find.get().orElseThrow();
  }

  /** Waits for what other threads bring about; the time is only where a failing test ends. */
  static void await(String what, Supplier<Boolean> condition) {
    long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.get()) {
      if (System.nanoTime() > until) {
        fail("Waited in vain for " + what);
      }
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public void close() {
    open.forEach(ChatClient::close);
    server.close();
    authority.close();
  }
}
