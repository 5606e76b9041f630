package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.ChatClient;
import eu.paravent.client.ChatHost;
import eu.paravent.client.ClientClosedException;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.KeyCustody;
import eu.paravent.client.UserId;
import eu.paravent.client.event.ChatEvent.MessageReceived;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.store.HostTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An ERP server with the clients of all its people, on few threads and few connections. */
@Timeout(240)
class ChatHostTest {
  private static final int PEOPLE = 8, THREADS = 2, CONNECTIONS = 2;
  private static final Duration SOON = Duration.ofSeconds(60);

  private final Acme acme = new Acme();
  private final AtomicInteger connections = new AtomicInteger();
  private final JdbcDataSource database = database();
  private final ChatHost host =
      ChatHost.builder(acme.server.baseUrl(), new Counting())
          .threads(THREADS)
          .connections(CONNECTIONS)
          .transport(acme.server.transport())
          .start();

  @AfterEach
  void close() {
    host.close();
    acme.close();
  }

  @Test
  void manyClientsShareFewThreadsAndConnections() {
    List<ChatClient> people = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      people.add(open("person" + i));
    }
    people.forEach(ChatHostTest::awaitOnline);
    UserId[] others = people.stream().skip(1).map(ChatClient::self).toArray(UserId[]::new);

    Conversation room =
        people
            .get(0)
            .conversations()
            .create(ConversationSpec.titled("Everybody").participants(others));
    for (ChatClient person : people) {
      Acme.joined(person, room.id()).send(MessageContent.text("I am " + person.self().uri()));
    }

    for (ChatClient person : people) {
      Conversation view = Acme.joined(person, room.id());
      Acme.await("what all said", () -> Acme.texts(view).size() == PEOPLE);
    }
    assertThat(threads().size()).as("%s", threads()).isLessThanOrEqualTo(2 * THREADS + 1);
    assertThat(connections.get()).isLessThanOrEqualTo(CONNECTIONS);
    assertThat(host.openClients()).isEqualTo(PEOPLE);

    host.close();

    assertThat(host.openClients()).isZero();
    Acme.await("the threads to end", () -> threads().isEmpty());
    assertThatThrownBy(() -> room.send(MessageContent.text("x")))
        .isInstanceOf(ClientClosedException.class);
  }

  /** As many handlers as there are threads wait for what the clients do: those still do it. */
  @Test
  void handlersThatWaitHoldUpHandlersOnly() throws InterruptedException {
    ChatClient alice = awaitOnline(open("alice"));
    ChatClient bob = awaitOnline(open("bob"));
    Conversation room =
        alice.conversations().create(ConversationSpec.titled("Two").participants(bob.self()));
    Conversation bobs = Acme.joined(bob, room.id());
    CountDownLatch answered = new CountDownLatch(THREADS);
    for (int i = 0; i < THREADS; i++) {
      String answer = "answer " + i;
      bob.events()
          .follow(
              bob.events().head(),
              event -> {
                if (event instanceof MessageReceived) {
                  bobs.send(MessageContent.text(answer)).awaitAccepted(SOON);
                  answered.countDown();
                }
              });
    }

    room.send(MessageContent.text("Who is there?"));

    assertThat(answered.await(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void oneClientEndsWhileTheOthersGoOn() throws InterruptedException {
    ChatClient alice = awaitOnline(open("alice"));
    ChatClient bob = awaitOnline(open("bob"));
    ChatClient carol = awaitOnline(open("carol"));
    Conversation room =
        alice
            .conversations()
            .create(ConversationSpec.titled("Three").participants(bob.self(), carol.self()));
    CountDownLatch closed = new CountDownLatch(1);
    bob.events()
        .follow(
            bob.events().head(),
            event -> {
              if (event instanceof MessageReceived) {
                bob.close();
                closed.countDown();
              }
            });

    Acme.joined(bob, room.id());
    room.send(MessageContent.text("Bob, go home"));

    assertThat(closed.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(host.openClients()).isEqualTo(2);
    Acme.joined(carol, room.id()).send(MessageContent.text("He is gone"));
    Acme.awaitText(room, "He is gone");
    ChatClient again = awaitOnline(open("bob"));
    Acme.awaitText(Acme.joined(again, room.id()), "He is gone");
  }

  @Test
  void takesPartInTheHostsTransactions() throws SQLException {
    ChatClient alice = awaitOnline(open("alice"));
    ChatClient bob = awaitOnline(open("bob"));
    Conversation room =
        alice.conversations().create(ConversationSpec.titled("Two").participants(bob.self()));
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      HostTransaction within = HostTransaction.on(connection);
      room.send(MessageContent.text("together"), within);
      connection.commit();
      within.committed();
    }

    Acme.awaitText(Acme.joined(bob, room.id()), "together");
  }

  private ChatClient open(String name) {
    return host.client()
        .store(host.store(name, Acme.key()))
        .identity(acme.authority.enroller(name))
        .custody(KeyCustody.ORGANISATION)
        .displayName(name)
        .patience(SOON)
        .open();
  }

  private static ChatClient awaitOnline(ChatClient client) {
    Acme.await("a client to be online", () -> client.connection().online());
    return client;
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.matches("paravent-(worker|handler|timer|http)-.*"))
        .toList();
  }

  private static JdbcDataSource database() {
    JdbcDataSource made = new JdbcDataSource();
    made.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    return made;
  }

  /** None of them fails here, so that those that were opened are those that are open. */
  private final class Counting extends ForwardingDataSource {
    Counting() {
      super(database);
    }

    @Override
    public Connection getConnection() throws SQLException {
      connections.incrementAndGet();
      return super.getConnection();
    }
  }
}
