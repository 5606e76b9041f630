package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationId;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.message.MessageContent;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Alice's ERP writes an order and its message in one transaction of its database, and is killed
 * (SIGKILL) between the two, after both, and anywhere. Bob has heard of exactly those orders that
 * are in the database.
 */
@Timeout(300)
class HostKilledTest {
  @TempDir Path folder;
  private final Acme acme = new Acme();
  private final List<Process> children = new ArrayList<>();
  private final ChatClient bob = acme.online("Bob");

  @AfterEach
  void close() {
    children.forEach(Process::destroyForcibly);
    acme.close();
  }

  @Test
  void onPostgreSql() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
      String url = postgres.getJdbcUrl("postgres", "postgres");
      ConversationId room = begin(url);

      killed(url, room, HostLife.Deed.BEFORE_COMMIT, 1);
      assertThat(orders(url)).isEmpty();
      killed(url, room, HostLife.Deed.AFTER_COMMIT, 1);
      assertThat(orders(url)).containsExactly(1);
      clear(url);
      int said = killed(url, room, HostLife.Deed.MANY, 30);

      List<Integer> orders = orders(url);
      assertThat(orders).hasSizeBetween(said, said + 1);
      arrived(url, room, "Order 1", orders);
    }
  }

  @Test
  void onH2() throws Exception {
    String url = "jdbc:h2:file:" + folder.resolve("erp") + ";WRITE_DELAY=0";
    ConversationId room = begin(url);

    int said = killed(url, room, HostLife.Deed.MANY, 30);

    List<Integer> orders = orders(url);
    assertThat(orders).hasSizeBetween(said, said + 1);
    arrived(url, room, "", orders);
  }

  private ConversationId begin(String url) throws SQLException {
    DataSource dataSource = HostLife.dataSource(url);
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE orders (number INT)");
    }
    try (ChatClient alice =
        acme.online("Alice", HostLife.store(dataSource), acme.server.transport())) {
      Conversation room =
          alice.conversations().create(ConversationSpec.titled("Orders").participants(bob.self()));
      Acme.joined(bob, room.id());
      return room.id();
    }
  }

  /** What it had said by then. */
  private int killed(String url, ConversationId room, HostLife.Deed deed, int after)
      throws Exception {
    Path said = Files.createTempFile(folder, "said", ".txt");
    Process child = HostLife.fork(url, acme.server.baseUrl(), acme.user("Alice"), room, deed, said);
    children.add(child);
    Acme.await("the process to say it", () -> !child.isAlive() || lines(said) >= after);
    assertThat(child.isAlive()).isTrue();
    child.destroyForcibly().waitFor();
    return lines(said);
  }

  /** The client comes back, and everything committed arrives, in order and once. */
  private void arrived(String url, ConversationId room, String before, List<Integer> orders) {
    List<String> expected = new ArrayList<>();
    if (!before.isEmpty()) {
      expected.add(before);
    }
    orders.forEach(number -> expected.add("Order " + number));
    expected.add("That is all");
    Conversation his = Acme.joined(bob, room);
    try (ChatClient alice =
        acme.online("Alice", HostLife.store(HostLife.dataSource(url)), acme.server.transport())) {
      Conversation hers = Acme.joined(alice, room);
      Acme.await("all orders", () -> Acme.texts(his).size() >= expected.size() - 1);
      hers.send(MessageContent.text("That is all"));
      Acme.awaitText(his, "That is all");

      assertThat(Acme.texts(his)).containsExactlyElementsOf(expected);
      assertThat(Acme.texts(hers)).containsExactlyElementsOf(expected);
    }
  }

  private static List<Integer> orders(String url) throws SQLException {
    List<Integer> found = new ArrayList<>();
    try (Connection connection = HostLife.dataSource(url).getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT number FROM orders ORDER BY number")) {
      while (rows.next()) {
        found.add(rows.getInt(1));
      }
    }
    return found;
  }

  private static void clear(String url) throws SQLException {
    try (Connection connection = HostLife.dataSource(url).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("DELETE FROM orders");
    }
  }

  /** Whole ones only. */
  private static int lines(Path said) {
    try {
      return (int) Files.readString(said).chars().filter(c -> c == '\n').count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
