package eu.paravent.client.internal.store;

import eu.paravent.client.store.EncryptedStore;
import eu.paravent.client.store.StoreKey;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;

/** In the host's own H2 database. */
class H2DataSourceStoreTest implements StoreContract {
  private final JdbcDataSource dataSource = new JdbcDataSource();

  H2DataSourceStoreTest() {
    dataSource.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
  }

  @Override
  public EncryptedStore store(StoreKey key) {
    return EncryptedStore.on(dataSource, "alice", key);
  }
}
