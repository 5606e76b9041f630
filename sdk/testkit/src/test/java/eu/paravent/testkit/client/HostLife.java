package eu.paravent.testkit.client;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationId;
import eu.paravent.client.UserId;
import eu.paravent.client.identity.DeviceRequest;
import eu.paravent.client.identity.Enroller;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.spi.Transport;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.client.store.HostTransaction;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A host in a process of its own, made to be killed; the chat server is out of its reach. */
final class HostLife {
  /** What it does before it says so and waits to be killed. */
  enum Deed {
    /** Has written both, and not committed. */
    BEFORE_COMMIT,
    /** Has committed, and tells nobody. */
    AFTER_COMMIT,
    /** One order after the other, with its message. */
    MANY
  }

  private HostLife() {}

  static DataSource dataSource(String url) {
    if (url.startsWith("jdbc:h2:")) {
      JdbcDataSource h2 = new JdbcDataSource();
      h2.setURL(url);
      return h2;
    }
    PGSimpleDataSource postgres = new PGSimpleDataSource();
    postgres.setUrl(url);
    return postgres;
  }

  static EncryptedStore store(DataSource dataSource) {
    return EncryptedStore.on(dataSource, "alice", Acme.key());
  }

  static void order(Connection connection, int number) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO orders VALUES (?)")) {
      insert.setInt(1, number);
      insert.execute();
    }
  }

  static Process fork(
      String url, URI server, UserId alice, ConversationId room, Deed deed, Path said)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.add(HostLife.class.getName());
    command.addAll(List.of(url, server.toString(), alice.uri(), room.value(), deed.name()));
    return new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .redirectOutput(said.toFile())
        .start();
  }

  public static void main(String[] arguments) throws Exception {
    DataSource dataSource = dataSource(arguments[0]);
    ChatClient client =
        ChatClient.builder()
            .server(URI.create(arguments[1]))
            .store(store(dataSource))
            .identity(new Enrolled(new UserId(arguments[2])))
            .transport(new Nowhere())
            .open();
    Conversation room = client.conversations().find(new ConversationId(arguments[3])).orElseThrow();
    Deed deed = Deed.valueOf(arguments[4]);
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      for (int number = 1; ; number++) {
        HostTransaction within = HostTransaction.on(connection);
        order(connection, number);
        room.send(MessageContent.text("Order " + number), within);
        if (deed != Deed.BEFORE_COMMIT) {
          connection.commit();
        }
        System.out.println(number);
        if (deed != Deed.MANY) {
          Thread.sleep(Long.MAX_VALUE);
        }
      }
    }
  }

  /** No network. */
  private static final class Nowhere implements Transport {
    @Override
    public Response exchange(Request request) throws IOException {
      throw new IOException("No network");
    }

    @Override
    public PushChannel push(String path, PushListener listener) throws IOException {
      throw new IOException("No network");
    }

    @Override
    public void close() {}
  }

  /** Its certificate is in the store. */
  private record Enrolled(UserId user) implements Enroller {
    @Override
    public List<byte[]> certify(DeviceRequest request) {
      throw new IllegalStateException("The device is enrolled already");
    }
  }
}
