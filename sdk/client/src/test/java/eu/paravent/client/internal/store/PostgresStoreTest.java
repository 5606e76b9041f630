package eu.paravent.client.internal.store;

import eu.paravent.client.store.EncryptedStore;
import eu.paravent.client.store.StoreKey;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;

/** In the host's own PostgreSQL, each test under a prefix of its own. */
class PostgresStoreTest implements StoreContract {
  private static EmbeddedPostgres postgres;
  private static int tests;

  private String prefix = "";

  @BeforeAll
  static void start() throws IOException {
    postgres = EmbeddedPostgres.builder().start();
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  @BeforeEach
  void ownTables(TestInfo info) {
    prefix = "client_" + ++tests;
  }

  @Override
  public EncryptedStore store(StoreKey key) {
    return EncryptedStore.on(postgres.getPostgresDatabase(), prefix, key);
  }
}
