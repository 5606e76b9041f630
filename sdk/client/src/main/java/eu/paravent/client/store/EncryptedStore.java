package eu.paravent.client.store;

import eu.paravent.client.internal.store.Database;
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
    return StoreOpener.jdbc(() -> StoreFolder.open(folder), key);
  }

  /**
   * Tables in the host's own database (H2 or PostgreSQL), made where they do not exist.
   *
   * @param tablePrefix letters, digits and underscores, beginning with a letter, at most 32; one
   *     for each client
   */
  static EncryptedStore on(DataSource dataSource, String tablePrefix, StoreKey key) {
    StoreOpener.requirePrefix(tablePrefix);
    return StoreOpener.jdbc(() -> Database.of(dataSource, tablePrefix), key);
  }

  /** Gone when the client closes: for tests. */
  static EncryptedStore inMemory(StoreKey key) {
    return StoreOpener.jdbc(Database::inMemory, key);
  }

  /**
   * Puts the store under another key, while no client has it open: done or not done, however it
   * ends. Quick, since what the values are sealed with stays and is only sealed anew: so a copy of
   * the database from before still opens with the key from before. Where both may be in wrong
   * hands, give up the device: a new one, and the old one revoked.
   *
   * @throws StoreInUseException if a client has it open
   * @throws WrongStoreKeyException if it is not under the key that it was named with
   * @throws StoreException if it cannot be written: it is under the key from before then
   */
  void changeKey(StoreKey next);
}
