package eu.paravent.server.nodes;

import eu.paravent.client.internal.delivery.JdkTransport;
import eu.paravent.client.spi.Transport;
import eu.paravent.server.system.TestDatabase;
import eu.paravent.server.testing.WildFlyProcess;
import eu.paravent.testkit.contract.ServerUnderTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Two servers as an operator would run them: one database, one folder for attachments. */
final class TwoNodes implements AutoCloseable {
  static final String TOKEN = "operators-token";
  static final String METRICS_TOKEN = "token-of-the-monitoring";

  final Postgres postgres;
  final Map<String, String> database;
  final Balancer balancer = new Balancer();
  final WildFlyProcess first;
  final WildFlyProcess second;

  /** Starts the database and prepares the nodes. */
  TwoNodes(Path folder) {
    postgres = new Postgres(folder);
    database = TestDatabase.create(postgres.server());
    Map<String, String> environment = new HashMap<>(database);
    environment.put("PARAVENT_REGISTRATION_TOKEN", TOKEN);
    environment.put("PARAVENT_PUBLIC_URL", balancer.uri().toString());
    environment.put("PARAVENT_DATA_DIR", folder.resolve("attachments").toString());
    environment.put("PARAVENT_RATE_OF_REFUSALS", "0");
    environment.put("PARAVENT_METRICS_TOKEN", METRICS_TOKEN);
    environment.put("PARAVENT_NODES_LOOK_SECONDS", "1");
    environment.put("PARAVENT_HOUSEKEEPING_SECONDS", "1");
    first = WildFlyProcess.at(folder.resolve("first"), environment);
    second = WildFlyProcess.at(folder.resolve("second"), environment);
    balancer.between(first, second);
  }

  /** Both at the same time, also the migration of the schema. */
  TwoNodes start() {
    List.of(first, second).parallelStream().forEach(WildFlyProcess::start);
    return this;
  }

  ServerUnderTest at(WildFlyProcess node) {
    return under(() -> new JdkTransport(node.uri(), Runnable::run));
  }

  /** Each request goes to another node than the one before. */
  ServerUnderTest inTurns() {
    return under(() -> new InTurns(first.uri(), second.uri()));
  }

  private ServerUnderTest under(ServerUnderTest.TransportFactory transports) {
    return new ServerUnderTest(
        balancer.uri().toString(), TOKEN, InstantSource.system(), transports);
  }

  /** Ends the sessions on which they hear of each other. */
  void cutNews() {
    execute(
        "select pg_terminate_backend(pid) from pg_stat_activity"
            + " where datname = current_database() and query ilike 'listen%'");
  }

  void execute(String sql, String... values) {
    count(sql, values);
  }

  /** How many rows the statement answers with. */
  int count(String sql, String... values) {
    try (Connection connection =
            DriverManager.getConnection(
                database.get("PARAVENT_DB_URL"),
                database.get("PARAVENT_DB_USER"),
                database.get("PARAVENT_DB_PASSWORD"));
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      int count = 0;
      if (statement.execute()) {
        ResultSet rows = statement.getResultSet();
        while (rows.next()) {
          count++;
        }
      }
      return count;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    Stream.of(first, second).parallel().forEach(WildFlyProcess::close);
    balancer.close();
    postgres.close();
  }

  private static final class InTurns implements Transport {
    private final List<JdkTransport> nodes;
    private final AtomicInteger turn = new AtomicInteger();

    InTurns(URI... nodes) {
      this.nodes = Stream.of(nodes).map(node -> new JdkTransport(node, Runnable::run)).toList();
    }

    @Override
    public Response exchange(Request request) throws IOException, InterruptedException {
      return next().exchange(request);
    }

    @Override
    public PushChannel push(String path, PushListener listener)
        throws IOException, InterruptedException {
      return next().push(path, listener);
    }

    private JdkTransport next() {
      return nodes.get(Math.floorMod(turn.getAndIncrement(), nodes.size()));
    }

    @Override
    public void close() {
      nodes.forEach(JdkTransport::close);
    }
  }
}
