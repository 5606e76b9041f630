package eu.paravent.server.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.server.attachments.control.AttachmentRetention;
import eu.paravent.server.attachments.control.FileBlobStore;
import eu.paravent.server.delivery.control.Retention;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Inside WildFly, on rows that are as old as no test can wait for. */
@ExtendWith(ArquillianExtension.class)
class DeletionIT {
  private static final long NOW = Instant.now().toEpochMilli();
  private static final long LONG_AGO = Instant.now().minus(Duration.ofDays(91)).toEpochMilli();

  @Inject Retention retention;
  @Inject AttachmentRetention attachments;
  @Inject FileBlobStore blobs;
  @Resource ManagedExecutorService executor;

  @Resource(lookup = "java:comp/DefaultDataSource")
  private DataSource dataSource;

  private String group = "";
  private String device = "";
  private String organisation = "";

  @Deployment
  static WebArchive deployment() {
    return Deployments.applicationWithAssertions();
  }

  @BeforeEach
  void aGroupOfOneThatHasNothing() throws Exception {
    organisation = "o" + UUID.randomUUID() + ".example";
    device = UUID.randomUUID().toString().substring(0, 22);
    group = UUID.randomUUID().toString().replace("-", "");
    change("insert into organisation values (?, ?, ?)", organisation, new byte[1], NOW);
    change(
        "insert into device (id, uri, organisation, chain, first_seen, last_seen)"
            + " values (?, ?, ?, ?, ?, ?)",
        device,
        "mimi://" + organisation + "/d/" + device,
        organisation,
        new byte[1],
        NOW,
        NOW);
    change(
        "insert into chat_group (id, epoch, head, created_at) values (?, ?, ?, ?)",
        group,
        7L,
        0L,
        NOW);
    change("insert into storage_use values (?, ?)", organisation, 30L);
    change("insert into log_start values (?, ?)", group, 1L);
    change("insert into membership values (?, ?, ?, null, ?)", group, device, 0L, 0L);
  }

  @Test
  void deletesWhatIsTooOldThoughADeviceDoesNotHaveIt() throws Exception {
    entries(2500, LONG_AGO);
    entries(3, NOW);

    deleteUntilThisGroupIsDone();

    assertThat(number("select count(*) from log_entry where group_id = ?")).isEqualTo(3);
    assertThat(number("select kept_from from log_start where group_id = ?")).isEqualTo(2501);
    assertThat(number("select head from chat_group where id = ?")).isEqualTo(2503);
  }

  @Test
  void severalNodesAtOnceDeleteTheSame() throws Exception {
    entries(2500, LONG_AGO);
    entries(3, NOW);

    List<Future<?>> runs = new ArrayList<>();
    for (int node = 0; node < 4; node++) {
      runs.add(executor.submit(retention::deleteWhatIsDue));
    }
    for (Future<?> run : runs) {
      run.get();
    }

    // who found another one at work went on; nobody failed
    deleteUntilThisGroupIsDone();
    assertThat(number("select count(*) from log_entry where group_id = ?")).isEqualTo(3);
    assertThat(number("select kept_from from log_start where group_id = ?")).isEqualTo(2501);
  }

  @Test
  void deletesWelcomesThatNobodyCameFor() throws Exception {
    welcome(1, LONG_AGO);
    welcome(2, NOW);

    retention.deleteWhatIsDue();

    assertThat(number("select count(*) from pending_welcome where group_id = ?")).isEqualTo(1);
    assertThat(number("select min(sequence) from welcome where group_id = ?")).isEqualTo(2);
  }

  @Test
  void deletesAttachmentsWithTheirOctets() throws Exception {
    String old = attachment(LONG_AGO);
    String fresh = attachment(NOW);

    attachments.deleteWhatIsDue();

    assertThat(number("select count(*) from attachment where group_id = ?")).isEqualTo(1);
    assertThatThrownBy(() -> blobs.open(old, 0, 1)).isInstanceOf(FileNotFoundException.class);
    blobs.open(fresh, 0, 1).close();
    assertThat(used()).isEqualTo(20);
  }

  @Test
  void givesUpUploadsThatNobodyCompletes() throws Exception {
    String old = upload(LONG_AGO);
    upload(NOW);

    attachments.deleteWhatIsDue();

    assertThat(number("select count(*) from upload where group_id = ?")).isEqualTo(1);
    assertThat(blobs.received(old)).isZero();
    assertThat(used()).isEqualTo(20);
  }

  /**
   * A run goes past a group that another is at work in, as the server's own every second may be.
   */
  private void deleteUntilThisGroupIsDone() throws Exception {
    for (int run = 0; run < 100; run++) {
      retention.deleteWhatIsDue();
      if (number("select count(*) from log_entry where group_id = ?") <= 3) {
        return;
      }
      Thread.sleep(100);
    }
  }

  private String upload(long begunAt) throws Exception {
    String id = UUID.randomUUID().toString().replace("-", "").substring(0, 22);
    blobs.append(id, 0, new ByteArrayInputStream(new byte[5]), 10);
    change(
        "insert into upload values (?, ?, ?, ?, ?, ?, ?)",
        id,
        group,
        device,
        organisation,
        id,
        10L,
        begunAt);
    return id;
  }

  private void entries(int count, long receivedAt) throws Exception {
    long head = number("select head from chat_group where id = ?");
    try (Connection connection = dataSource.getConnection();
        PreparedStatement row =
            connection.prepareStatement("insert into log_entry values (?, ?, ?, ?, ?, ?, ?)")) {
      for (long sequence = head + 1; sequence <= head + count; sequence++) {
        bind(row, group, sequence, "application", 7L, new byte[] {1}, 1, receivedAt);
        row.addBatch();
      }
      row.executeBatch();
    }
    change("update chat_group set head = ? where id = ?", head + count, group);
  }

  private void welcome(long sequence, long queuedAt) throws Exception {
    change("insert into welcome values (?, ?, ?, ?)", group, sequence, new byte[] {1}, 1);
    change(
        "insert into pending_welcome values (?, ?, ?, ?, ?)",
        UUID.randomUUID().toString().substring(0, 22),
        device,
        group,
        sequence,
        queuedAt);
  }

  private String attachment(long storedAt) throws Exception {
    String id = UUID.randomUUID().toString().replace("-", "").substring(0, 22);
    blobs.store(id, new ByteArrayInputStream(new byte[10]), 10);
    change(
        "insert into attachment (id, group_id, device_id, organisation, idempotency_key, size, stored_at)"
            + " values (?, ?, ?, ?, ?, ?, ?)",
        id,
        group,
        device,
        organisation,
        id,
        10L,
        storedAt);
    return id;
  }

  private void change(String sql, Object... values) throws Exception {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      statement.executeUpdate();
    }
  }

  private static void bind(PreparedStatement statement, Object... values) throws Exception {
    for (int i = 0; i < values.length; i++) {
      if (values[i] instanceof byte[] octets) {
        statement.setBytes(i + 1, octets);
      } else {
        statement.setObject(i + 1, values[i]);
      }
    }
  }

  private long used() throws Exception {
    return number("select bytes from storage_use where organisation = ?", organisation);
  }

  /** Of this test's group. */
  private long number(String sql) throws Exception {
    return number(sql, group);
  }

  private long number(String sql, String name) throws Exception {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }
}
