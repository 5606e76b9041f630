package eu.paravent.client.store;

import eu.paravent.client.internal.store.Database;
import eu.paravent.client.internal.store.JdbcStore;
import eu.paravent.client.internal.store.StoreFolder;
import eu.paravent.client.internal.store.StoreOpener;
import java.nio.file.Path;
import javax.sql.DataSource;

/**
 * Says where a client keeps its keys and messages and under which key; one client per store. Every
 * value is sealed and every key blinded: who sees the database learns numbers, sizes, order and
 * times of its rows, not what they say. Immutable; made by these methods only.
 *
 * <p>What a committed write survives: the end of the process at any point (SIGKILL included), in
 * every kind but {@link #inMemory}. Loss of power: in the host's database what that database
 * promises; in the embedded file each commit is also forced to the disk, which is as much as the
 * disk promises.
 */
public interface EncryptedStore {
  /** An embedded H2 database in this folder, which is made where it does not exist. */
  static EncryptedStore at(Path folder, StoreKey key) {
    return new StoreOpener(() -> JdbcStore.open(() -> StoreFolder.open(folder), key));
  }

  /**
   * Tables in the host's own database (H2 or PostgreSQL), made where they do not exist.
   *
   * @param tablePrefix letters, digits and underscores, beginning with a letter, at most 32; one
   *     for each client
   */
  static EncryptedStore on(DataSource dataSource, String tablePrefix, StoreKey key) {
    StoreOpener.requirePrefix(tablePrefix);
    return new StoreOpener(() -> JdbcStore.open(() -> Database.of(dataSource, tablePrefix), key));
  }

  /** Gone when the client closes: for tests. */
  static EncryptedStore inMemory(StoreKey key) {
    return new StoreOpener(() -> JdbcStore.open(Database::inMemory, key));
  }
}
