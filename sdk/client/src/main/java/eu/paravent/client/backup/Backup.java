package eu.paravent.client.backup;

import eu.paravent.client.UserId;
import eu.paravent.client.internal.engine.Backups;
import eu.paravent.client.internal.store.LocalStore;
import eu.paravent.client.internal.store.StoreOpener;
import eu.paravent.client.store.EncryptedStore;
import java.io.InputStream;
import java.time.Instant;

/**
 * What a backup held.
 *
 * @param user whose it is
 * @param written when, by the clock of the device that wrote it
 * @param conversations how many there are in it
 * @param messages how many there are in it
 */
public record Backup(UserId user, Instant written, int conversations, long messages) {
  /**
   * Restores a backup into a new store, all of it or nothing. Open the client on it afterwards,
   * with an identity of the same user: it is a new device. What was said can be read at once; each
   * conversation goes on once another device of the person, or another member, is online and adds
   * the new one. No key of the lost device is in a backup: revoke that one.
   *
   * @throws BackupException if this is no backup, or not under this key
   * @throws IllegalStateException if something is in the store already
   * @throws eu.paravent.client.store.StoreException if the store fails
   */
  public static Backup restore(InputStream from, RecoveryKey key, EncryptedStore into) {
    try (LocalStore store = StoreOpener.open(into)) {
      return Backups.restore(from, key, store);
    }
  }
}
