package eu.paravent.server.delivery.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.protocol.delivery.LogEntry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On H2; on PostgreSQL the contract tests and the tests with several nodes run it. */
class AppendingTest {
  private static final Instant NOW = Instant.ofEpochMilli(1_700_000_000_000L);

  private static final Submission.Key NO_WRITE = new Submission.Key("one", "alice", "none");

  private final JdbcDataSource database = new JdbcDataSource();
  private final Appends appends = new Appends();

  @BeforeEach
  void twoGroupsWithOneMemberEach() throws SQLException {
    database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    Flyway.configure()
        .dataSource(database)
        .locations("classpath:db/migration")
        .placeholders(Map.of("octets", "binary large object"))
        .load()
        .migrate();
    update(
        "insert into organisation (id, root_certificate, registered_at) values ('acme', x'00', 0)");
    for (String device : List.of("alice", "bob")) {
      update(
          "insert into device (id, uri, organisation, chain, first_seen, last_seen) values ('"
              + device
              + "', '"
              + device
              + "', 'acme', x'00', 0, 0)");
    }
    for (String group : List.of("one", "two")) {
      update(
          "insert into chat_group (id, epoch, head, created_at) values ('" + group + "', 3, 7, 0)");
    }
    update("insert into membership values ('one', 'alice', 0, null, 0)");
    update("insert into membership values ('two', 'alice', 0, 5, 0)");
    appends.dataSource = database;
  }

  @Test
  void appendsToSeveralGroupsInOneTransaction() throws SQLException {
    try (Appending appending = appends.begin()) {
      Map<String, Appending.Standing> groups = appending.lock(Set.of("one", "two", "three"));
      assertThat(groups.keySet()).containsExactlyInAnyOrder("one", "two");
      appending.add(
          Stream.of("one", "two", "one").map(group -> row(group, groups.get(group))).toList(),
          groups.values());
      assertThat(number("select count(*) from log_entry")).isZero();
      appending.commit();
    }

    assertThat(number("select head from chat_group where id = 'one'")).isEqualTo(9);
    assertThat(number("select head from chat_group where id = 'two'")).isEqualTo(8);
    assertThat(number("select count(*) from log_entry where size = 3 and epoch = 3")).isEqualTo(3);
    assertThat(number("select count(*) from submission")).isEqualTo(3);
  }

  @Test
  void leavesNothingWithoutCommit() throws SQLException {
    try (Appending appending = appends.begin()) {
      Map<String, Appending.Standing> groups = appending.lock(Set.of("one"));
      appending.add(List.of(row("one", groups.get("one"))), groups.values());
    }

    assertThat(number("select head from chat_group where id = 'one'")).isEqualTo(7);
    assertThat(number("select count(*) from log_entry")).isZero();
  }

  @Test
  void passesOverAGroupThatIsInOtherHands() {
    try (Appending other = appends.begin();
        Appending appending = appends.begin()) {
      other.lock(Set.of("one"));

      assertThat(appending.lock(Set.of("one", "two")).keySet()).containsExactly("two");
    }
  }

  @Test
  void findsWhatCameBefore() {
    Submission.Key key = new Submission.Key("one", "alice", "key-8");
    try (Appending appending = appends.begin()) {
      Map<String, Appending.Standing> groups = appending.lock(Set.of("one"));
      appending.add(List.of(row("one", groups.get("one"))), groups.values());
      appending.commit();
    }

    try (Appending appending = appends.begin()) {
      Submission.Key unknown = new Submission.Key("one", "bob", "key-8");
      Map<Submission.Key, Submission> earlier =
          earlier(appending, unknown, key, new Submission.Key("two", "alice", "key-8"));
      assertThat(earlier.keySet()).containsExactly(key);
      assertThat(earlier.get(key).sequence()).isEqualTo(8);
      assertThat(earlier.get(key).epoch()).isEqualTo(3);
      assertThat(earlier.get(key).receivedAt()).isEqualTo(NOW);
    }
  }

  @Test
  void knowsMembersAndNotThoseThatWere() {
    try (Appending appending = appends.begin()) {
      List<Membership.Key> asked =
          Stream.of("one alice", "one bob", "two alice", "two bob", "three alice")
              .map(pair -> new Membership.Key(pair.split(" ")[0], pair.split(" ")[1]))
              .toList();

      assertThat(appending.look(Set.of("none"), asked, Set.of(NO_WRITE)).members())
          .containsExactly(new Membership.Key("one", "alice"));
    }
  }

  @Test
  void knowsSessionsAndNotThoseThatEnded() throws SQLException {
    update(
        "insert into access_token (token_hash, device_id, chain, expires_at)"
            + " values ('lasts', 'alice', x'00', 0)");
    try (Appending appending = appends.begin()) {
      assertThat(
              appending
                  .look(
                      List.of("lasts", "ended"),
                      Set.of(new Membership.Key("one", "alice")),
                      Set.of(NO_WRITE))
                  .sessions())
          .containsExactly("lasts");
    }
  }

  @Test
  void theSameWriteTwiceIsRefusedByTheDatabase() throws SQLException {
    try (Appending appending = appends.begin()) {
      Map<String, Appending.Standing> groups = appending.lock(Set.of("one"));
      Appending.Row row = row("one", groups.get("one"));
      Appending.Row again =
          new Appending.Row(row.submission(), 9, row.kind(), 3, row.message(), NOW);

      assertThatThrownBy(() -> appending.add(List.of(row, again), groups.values()))
          .isInstanceOf(AppendFailure.class)
          .hasMessage("SQLSTATE 23505");
    }
    assertThat(number("select count(*) from log_entry")).isZero();
  }

  @Test
  void takesAnyNumberAtOnce() throws SQLException {
    for (int count : List.of(1, 2, 3, 5, 17)) {
      try (Appending appending = appends.begin()) {
        Map<String, Appending.Standing> groups = appending.lock(Set.of("two"));
        List<Appending.Row> rows =
            LongStream.range(0, count).mapToObj(i -> row("two", groups.get("two"))).toList();
        assertThat(
                earlier(
                    appending,
                    rows.stream().map(Appending.Row::submission).toArray(Submission.Key[]::new)))
            .isEmpty();
        appending.add(rows, groups.values());
        appending.commit();
      }
    }

    assertThat(number("select count(*) from log_entry where group_id = 'two'")).isEqualTo(28);
    assertThat(number("select max(sequence) from log_entry where group_id = 'two'")).isEqualTo(35);
  }

  private static Map<Submission.Key, Submission> earlier(
      Appending appending, Submission.Key... writes) {
    return appending
        .look(Set.of("none"), Set.of(new Membership.Key("one", "alice")), List.of(writes))
        .earlier();
  }

  private static Appending.Row row(String group, Appending.Standing standing) {
    long sequence = standing.next();
    return new Appending.Row(
        new Submission.Key(group, "alice", "key-" + sequence),
        sequence,
        LogEntry.APPLICATION,
        standing.epoch(),
        new byte[3],
        NOW);
  }

  private void update(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private long number(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
