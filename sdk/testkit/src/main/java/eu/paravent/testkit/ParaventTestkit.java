package eu.paravent.testkit;

import eu.paravent.client.ChatClient;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.GuestLobby;
import eu.paravent.client.UserId;
import eu.paravent.client.event.ChatEvent;
import eu.paravent.client.identity.OrganisationAuthority;
import eu.paravent.client.identity.Registration;
import eu.paravent.client.invite.GuestInvite;
import eu.paravent.client.invite.GuestLink;
import eu.paravent.client.spi.Transport;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.client.store.StoreKey;
import eu.paravent.testkit.fault.FaultyTransport;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One organisation, its chat server and its people's clients, all in memory: what a host's own test
 * needs and no more. The encryption is the real one. Nothing outlives {@link #close}. Thread-safe.
 */
public final class ParaventTestkit implements AutoCloseable {
  /** How long waiting calls wait where nothing else is said. */
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  private final InMemoryServer server;
  private final OrganisationAuthority authority;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final List<ChatClient> clients = new ArrayList<>();
  private final Map<String, FaultyTransport> connections = new ConcurrentHashMap<>();
  private final Awaiting awaiting = new Awaiting();

  private ParaventTestkit(String organisation, InstantSource clock) {
    this.clock = clock;
    server = InMemoryServer.start(clock);
    authority = OrganisationAuthority.create(organisation, clock);
    try (Transport transport = server.transport()) {
      Registration.register(server.baseUrl(), authority, server.registrationToken(), transport);
    }
  }

  /**
   * Founds an organisation on a server of its own.
   *
   * @param organisation a domain-like id
   */
  public static ParaventTestkit start(String organisation) {
    return start(organisation, InstantSource.system());
  }

  /** All of it on this clock, a {@link TestClock} for instance. */
  public static ParaventTestkit start(String organisation, InstantSource clock) {
    return new ParaventTestkit(organisation, clock);
  }

  /**
   * A client of this person, opened, signed in and ready to be added to conversations. A new device
   * with each call; the kit closes it.
   */
  public ChatClient staff(String user) {
    byte[] key = new byte[StoreKey.LENGTH];
    random.nextBytes(key);
    FaultyTransport connection = FaultyTransport.around(server.transport());
    ChatClient client =
        ChatClient.builder()
            .server(server.baseUrl())
            .store(EncryptedStore.inMemory(StoreKey.copyOf(key)))
            .identity(authority.enroller(user))
            .displayName(user)
            .transport(connection)
            .clock(clock)
            .patience(PATIENCE)
            .open();
    connections.put(user, connection);
    synchronized (clients) {
      clients.add(client);
    }
    Awaiting.until("the client of " + user, () -> client.connection().online());
    return client;
  }

  /**
   * A guest who comes by this invite, has accepted the company's notice where there is one, and is
   * inside; where the invite asks for approval, waits to be let in. By the machine's clock, as
   * guests' devices are nobody's to set. The kit closes it.
   *
   * @param invite with its link: as {@code inviteGuest} gave it
   * @throws eu.paravent.client.InviteRefusedException if the invite lets nobody in
   */
  public ChatClient guest(GuestInvite invite, String displayName) {
    GuestLink link =
        invite
            .link()
            .orElseThrow(
                () -> new IllegalArgumentException("Only who made an invite has its link"));
    Transport connection = server.transport();
    GuestLobby lobby = GuestLobby.open(link, connection);
    GuestLobby accepted = lobby.profile().isPresent() ? lobby.acceptNotice("en") : lobby;
    byte[] key = new byte[StoreKey.LENGTH];
    random.nextBytes(key);
    ChatClient client = accepted.join(displayName, EncryptedStore.inMemory(StoreKey.copyOf(key)));
    synchronized (clients) {
      clients.add(client);
    }
    Awaiting.until("the client of " + displayName, () -> client.connection().online());
    return client;
  }

  /** Alice, Bob and a guest, in a conversation of this title. */
  public Scene scene(String title) {
    return Scene.begin(this, ConversationSpec.titled(title));
  }

  /** As the other, with whatever the conversation is to be; its participants are the scene's. */
  public Scene scene(ConversationSpec about) {
    return Scene.begin(this, about);
  }

  /** Names a person of the organisation, who need not have a client. */
  public UserId user(String name) {
    return authority.user(name);
  }

  /** To make it a dishonest one, for instance. */
  public InMemoryServer server() {
    return server;
  }

  /** To enrol clients that a test builds itself. */
  public OrganisationAuthority authority() {
    return authority;
  }

  /**
   * The connection of the newest client of this person, to spoil it.
   *
   * @throws IllegalArgumentException if {@link #staff} was not asked for one
   */
  public FaultyTransport connection(String user) {
    FaultyTransport connection = connections.get(user);
    if (connection == null) {
      throw new IllegalArgumentException("There is no client of " + user + " in this kit");
    }
    return connection;
  }

  /** As the other, with {@link #PATIENCE}. */
  public <T extends ChatEvent> T await(ChatClient client, Class<T> type) {
    return await(client, type, PATIENCE);
  }

  /**
   * The oldest event of this type that was not handed out by this method yet.
   *
   * @throws AssertionError if none comes within this time
   */
  public <T extends ChatEvent> T await(ChatClient client, Class<T> type, Duration atMost) {
    return awaiting.next(client, type, atMost);
  }

  @Override
  public void close() {
    synchronized (clients) {
      clients.forEach(ChatClient::close);
    }
    server.close();
    authority.close();
  }
}
