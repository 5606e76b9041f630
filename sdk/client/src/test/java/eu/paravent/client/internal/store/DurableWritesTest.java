package eu.paravent.client.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.store.StoreKey;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often the store makes the database go to the disk: a sequence counts, as no rollback can. */
class DurableWritesTest {
  private final String url = "jdbc:h2:mem:" + UUID.randomUUID();
  private Connection counting;
  private LocalStore store;

  @BeforeEach
  void open() throws SQLException {
    counting = DriverManager.getConnection(url);
    try (Statement statement = counting.createStatement()) {
      statement.execute("CREATE SEQUENCE forced");
    }
    store =
        JdbcStore.open(
            () -> Database.embedded(url, "SELECT NEXT VALUE FOR forced", () -> {}),
            StoreKey.copyOf(new byte[StoreKey.LENGTH]));
  }

  @AfterEach
  void close() throws SQLException {
    store.close();
    counting.close();
  }

  @Test
  void everythingThatChangedIsMadeDurableOnce() throws SQLException {
    long before = forced();

    store.write(
        tx -> {
          tx.put("space", "key", new byte[] {1});
          return tx.append("stream", new byte[] {2});
        });
    store.write(
        tx -> {
          tx.delete("space", "key");
          return true;
        });

    assertThat(forced() - before).isEqualTo(2);
  }

  @Test
  void whatWasOnlyLookedAtOrFailedIsNot() throws SQLException {
    long before = forced();

    Optional<byte[]> nothing = store.write(tx -> tx.get("space", "key"));
    assertThat(nothing).isEmpty();
    assertThat(last()).isZero();
    assertThatThrownBy(
            () ->
                store.write(
                    tx -> {
                      tx.append("stream", new byte[] {1});
                      throw new IllegalStateException("no");
                    }))
        .hasMessage("no");

    assertThat(forced() - before).isZero();
    assertThat(last()).isZero();
  }

  private long last() {
    return store.read(tx -> tx.last("stream"));
  }

  private long forced() throws SQLException {
    try (Statement statement = counting.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT base_value FROM information_schema.sequences WHERE sequence_name = 'FORCED'")) {
      row.next();
      return row.getLong(1);
    }
  }
}
