package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.Message;
import eu.paravent.client.OutgoingMessage;
import eu.paravent.client.SendOptions;
import eu.paravent.client.event.ChatEvent.MessageFailed;
import eu.paravent.client.event.EventCursor;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.client.store.HostTransaction;
import eu.paravent.client.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The host's orders and Alice's chat in one database, changed together or not at all. */
@Timeout(180)
class HostTransactionTest {
  private final JdbcDataSource database = database();
  private final Acme acme = new Acme();
  private ChatClient alice;
  private ChatClient bob;
  private Conversation hers;
  private Conversation his;

  @BeforeEach
  void orderAndConversation() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE orders (state VARCHAR(20))");
      statement.execute("INSERT INTO orders VALUES ('OPEN')");
    }
    alice = acme.online("Alice", store(database), acme.server.transport());
    bob = acme.online("Bob");
    hers = alice.conversations().create(ConversationSpec.titled("Order").participants(bob.self()));
    his = Acme.joined(bob, hers.id());
  }

  @AfterEach
  void close() {
    acme.close();
  }

  @Test
  void orderAndMessageAreCommittedTogether() throws SQLException {
    try (Connection connection = begin()) {
      HostTransaction within = HostTransaction.on(connection);
      confirm(connection);
      hers.send(text("Confirmed"), within);
      assertThat(hers.messages(10)).isEmpty();

      connection.commit();
      within.committed();
    }

    Acme.awaitText(his, "Confirmed");
    assertThat(order()).isEqualTo("CONFIRMED");
    assertThat(Acme.texts(hers)).containsExactly("Confirmed");
  }

  @Test
  void bothAreRolledBack() throws SQLException {
    OutgoingMessage never;
    try (Connection connection = begin()) {
      HostTransaction within = HostTransaction.on(connection);
      confirm(connection);
      never = hers.send(text("Confirmed"), within);

      connection.rollback();
      within.committed();
    }

    hers.send(text("later"));
    Acme.awaitText(his, "later");
    assertThat(order()).isEqualTo("OPEN");
    assertThat(Acme.texts(his)).containsExactly("later");
    assertThat(Acme.texts(hers)).containsExactly("later");
    assertThat(never.state()).isEqualTo(Message.State.WAITING);
  }

  @Test
  void theClientLooksByItselfWhereNobodyTellsItOfTheCommit() throws SQLException {
    try (Connection connection = begin()) {
      hers.send(text("Confirmed"), HostTransaction.on(connection));
      connection.commit();
    }

    Acme.awaitText(his, "Confirmed");
  }

  @Test
  void messagesOfOneTransactionKeepTheirOrderAndTheirOptions() throws SQLException {
    OutgoingMessage question = hers.send(text("Which colour?"));
    question.awaitAccepted(java.time.Duration.ofSeconds(60));
    byte[] plan = "the plan".getBytes(StandardCharsets.UTF_8);
    OutgoingMessage last;
    try (Connection connection = begin()) {
      HostTransaction within = HostTransaction.on(connection);
      hers.send(text("one"), SendOptions.none().inReplyTo(question.id()), within);
      hers.send(MessageContent.file("plan.txt", "text/plain", plan), within);
      last = hers.send(text("three"), within);
      connection.commit();
      within.committed();
    }

    last.awaitAccepted(java.time.Duration.ofSeconds(60));
    Acme.awaitText(his, "three");
    var newestFirst = his.messages(3);
    assertThat(newestFirst.get(2).inReplyTo()).contains(question.id());
    assertThat(newestFirst.get(0).id()).isEqualTo(last.id());
    MessageContent.File file = (MessageContent.File) newestFirst.get(1).content();
    assertThat(his.download(file.attachment())).isEqualTo(plan);
  }

  /** A host may hold its transaction open for minutes: nobody waits for it. */
  @Test
  void nothingWaitsForAnOpenTransaction() throws SQLException {
    try (Connection connection = begin()) {
      HostTransaction within = HostTransaction.on(connection);
      hers.send(text("from the transaction"), within);

      his.send(text("meanwhile"));
      Acme.awaitText(hers, "meanwhile");
      hers.send(text("me too")).awaitAccepted(java.time.Duration.ofSeconds(60));

      connection.commit();
      within.committed();
    }

    Acme.awaitText(his, "from the transaction");
    assertThat(Acme.texts(his)).containsExactly("meanwhile", "me too", "from the transaction");
  }

  @Test
  void acknowledgingEventsGoesWithTheTransaction() throws SQLException {
    EventCursor head = alice.events().head();
    try (Connection connection = begin()) {
      alice.events().acknowledge("orders", head, HostTransaction.on(connection));
      connection.rollback();
    }
    assertThat(alice.events().acknowledged("orders")).isEqualTo(EventCursor.start());

    try (Connection connection = begin()) {
      alice.events().acknowledge("orders", head, HostTransaction.on(connection));
      connection.commit();
    }
    alice.events().acknowledge("orders", EventCursor.start());

    assertThat(alice.events().acknowledged("orders")).isEqualTo(head);
    assertThat(alice.events().acknowledged("another")).isEqualTo(EventCursor.start());
  }

  /** As application servers do: whoever asks on this thread gets the transaction's connection. */
  @Test
  void takesPartInTheTransactionOfTheThread() throws SQLException {
    ThreadBound bound = new ThreadBound(database);
    ChatClient carol = acme.online("Carol", store(bound, "carol"), acme.server.transport());
    Conversation room =
        carol.conversations().create(ConversationSpec.titled("Two").participants(bob.self()));
    Conversation bobs = Acme.joined(bob, room.id());

    bound.begin();
    room.send(text("never"), HostTransaction.active());
    // the client's own work keeps out of it
    room.send(text("beside it"));
    bound.rollback();
    bound.begin();
    HostTransaction within = HostTransaction.active();
    room.send(text("committed"), within);
    bound.commit();
    within.committed();

    Acme.awaitText(bobs, "committed");
    assertThat(Acme.texts(bobs)).containsExactlyInAnyOrder("beside it", "committed");
  }

  /** As JTA does with a synchronization: the transaction tells, nobody calls {@code committed}. */
  @Test
  void theTransactionItselfTellsOfItsCommit() throws SQLException {
    ThreadBound bound = new ThreadBound(database);
    ChatClient carol = acme.online("Carol", store(bound, "carol"), acme.server.transport());
    Conversation room =
        carol.conversations().create(ConversationSpec.titled("Two").participants(bob.self()));
    Conversation bobs = Acme.joined(bob, room.id());
    List<Runnable> afterCommit = new ArrayList<>();

    bound.begin();
    HostTransaction within = HostTransaction.active(afterCommit::add);
    assertThat(afterCommit).isEmpty();
    room.send(text("one"), within);
    room.send(text("two"), within);
    bound.commit();

    assertThat(afterCommit).hasSize(1);
    afterCommit.get(0).run();
    Acme.awaitText(bobs, "two");
    assertThat(Acme.texts(bobs)).containsExactly("one", "two");
  }

  @Test
  void refusesWhatIsNoTransactionOfTheStoresDatabase() throws SQLException {
    JdbcDataSource elsewhere = database();
    Conversation inMemory = his;
    EncryptedStore notTransactional = store(new RollsBackAtClose(database), "dave");
    ChatClient dave = acme.online("Dave", notTransactional, acme.server.transport());
    Conversation room =
        dave.conversations().create(ConversationSpec.titled("X").participants(bob.self()));
    try (Connection autocommit = database.getConnection();
        Connection other = elsewhere.getConnection();
        Connection good = begin()) {
      other.setAutoCommit(false);

      assertRefused(() -> hers.send(text("x"), HostTransaction.on(autocommit)));
      assertRefused(() -> hers.send(text("x"), HostTransaction.on(other)));
      assertRefused(() -> hers.send(text("x"), HostTransaction.active()));
      assertRefused(() -> inMemory.send(text("x"), HostTransaction.on(good)));
      assertRefused(() -> room.send(text("x"), HostTransaction.active()));
    }

    hers.send(text("later"));
    Acme.awaitText(his, "later");
    assertThat(Acme.texts(his)).containsExactly("later");
  }

  @Test
  void whatIsCommittedAfterLeavingFails() throws SQLException {
    OutgoingMessage late;
    try (Connection connection = begin()) {
      HostTransaction within = HostTransaction.on(connection);
      late = hers.send(text("too late"), within);
      hers.leave();
      connection.commit();
      within.committed();
    }

    Acme.await("the failure", () -> late.state() == Message.State.FAILED);
    assertThat(Acme.events(alice, MessageFailed.class))
        .extracting(MessageFailed::message)
        .containsExactly(late.id());
  }

  private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable send) {
    assertThatThrownBy(send).isInstanceOf(StoreException.class);
  }

  private static MessageContent text(String words) {
    return MessageContent.text(words);
  }

  private static EncryptedStore store(DataSource where) {
    return store(where, "alice");
  }

  private static EncryptedStore store(DataSource where, String prefix) {
    return EncryptedStore.on(where, prefix, Acme.key());
  }

  private static JdbcDataSource database() {
    JdbcDataSource made = new JdbcDataSource();
    made.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    return made;
  }

  private Connection begin() throws SQLException {
    Connection connection = database.getConnection();
    connection.setAutoCommit(false);
    return connection;
  }

  private static void confirm(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("UPDATE orders SET state = 'CONFIRMED'");
    }
  }

  private String order() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT state FROM orders")) {
      row.next();
      return row.getString(1);
    }
  }
}
