package eu.paravent.client.store;

import eu.paravent.client.internal.store.Database;
import eu.paravent.client.internal.store.JdbcStore;
import eu.paravent.client.internal.store.LocalStore;
import eu.paravent.client.internal.store.StoreFolder;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * Says where a client keeps its keys and messages and under which key; one client per store. Every
 * value is sealed and every key blinded: who sees the database learns numbers, sizes, order and
 * times of its rows, not what they say. Immutable.
 *
 * <p>What a committed write survives: the end of the process at any point (SIGKILL included), in
 * every kind but {@link #inMemory}. Loss of power: in the host's database what that database
 * promises; in the embedded file each commit is also forced to the disk, which is as much as the
 * disk promises.
 */
public final class EncryptedStore {
  private static final Pattern PREFIX = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,31}");

  private final Supplier<LocalStore> opener;

  private EncryptedStore(Supplier<LocalStore> opener) {
    this.opener = opener;
  }

  private static EncryptedStore jdbc(Database.Opener opener, StoreKey key) {
    return new EncryptedStore(() -> JdbcStore.open(opener, key));
  }

  /** For platforms that keep it elsewhere than in a database; what it takes is not API. */
  public static EncryptedStore of(Supplier<LocalStore> opener) {
    return new EncryptedStore(opener);
  }

  /** An embedded H2 database in this folder, which is made where it does not exist. */
  public static EncryptedStore at(Path folder, StoreKey key) {
    return jdbc(() -> StoreFolder.open(folder), key);
  }

  /**
   * Tables in the host's own database (H2 or PostgreSQL), made where they do not exist.
   *
   * @param tablePrefix letters, digits and underscores, beginning with a letter, at most 32; one
   *     for each client
   */
  public static EncryptedStore on(DataSource dataSource, String tablePrefix, StoreKey key) {
    if (!PREFIX.matcher(tablePrefix).matches()) {
      throw new IllegalArgumentException(
          "Not a table prefix: use letters, digits and underscores, at most 32");
    }
    return jdbc(() -> Database.of(dataSource, tablePrefix), key);
  }

  /** Gone when the client closes: for tests. */
  public static EncryptedStore inMemory(StoreKey key) {
    return jdbc(Database::inMemory, key);
  }

  /** For the client itself, not for hosts: what it answers is not API. */
  public LocalStore open() {
    return opener.get();
  }
}
