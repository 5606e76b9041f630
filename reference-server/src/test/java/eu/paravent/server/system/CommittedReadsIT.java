package eu.paravent.server.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Inside WildFly: whoever was told of an entry finds it, on whatever connection. */
@ExtendWith(ArquillianExtension.class)
class CommittedReadsIT {
  private static final int COMMITS = 4_000;
  private static final int READERS = 3;

  @Resource ManagedExecutorService executor;

  @Resource(lookup = "java:comp/DefaultDataSource")
  private DataSource dataSource;

  private final String group = UUID.randomUUID().toString();
  private final AtomicLong committed = new AtomicLong();

  @Deployment
  static WebArchive deployment() {
    return Deployments.applicationWithAssertions();
  }

  @Test
  void whatIsCommittedIsReadFromThenOn() throws Exception {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement found =
            connection.prepareStatement(
                "insert into chat_group (id, epoch, head, created_at) values (?, 0, 0, ?)")) {
      found.setString(1, group);
      found.setLong(2, Instant.now().toEpochMilli());
      found.executeUpdate();
    }
    List<Future<Long>> readers = new ArrayList<>();
    for (int reader = 0; reader < READERS; reader++) {
      readers.add(executor.submit(this::oldReads));
    }
    write();
    for (Future<Long> reader : readers) {
      assertThat(reader.get()).as("reads of what was committed over").isZero();
    }
  }

  private void write() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update =
            connection.prepareStatement("update chat_group set head = ? where id = ?")) {
      for (long head = 1; head <= COMMITS; head++) {
        update.setLong(1, head);
        update.setString(2, group);
        update.executeUpdate();
        committed.set(head);
      }
    }
  }

  private long oldReads() throws SQLException {
    long old = 0;
    try (Connection connection = dataSource.getConnection();
        PreparedStatement query =
            connection.prepareStatement("select head from chat_group where id = ?")) {
      query.setString(1, group);
      for (long known = 0; known < COMMITS; known = committed.get()) {
        try (ResultSet row = query.executeQuery()) {
          row.next();
          if (row.getLong(1) < known) {
            old++;
          }
        }
      }
    }
    return old;
  }
}
