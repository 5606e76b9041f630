package eu.paravent.client.internal.store;

import eu.paravent.client.store.EncryptedStore;
import eu.paravent.client.store.StoreKey;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What is behind every {@link EncryptedStore}: how it is opened. Platforms that keep it elsewhere
 * than in a database bring their own.
 */
public record StoreOpener(Supplier<LocalStore> opener, Consumer<StoreKey> rekeying)
    implements EncryptedStore {
  /** One whose key is not changed by us. */
  public StoreOpener(Supplier<LocalStore> opener) {
    this(
        opener,
        next -> {
          throw new UnsupportedOperationException("The key of this store is its platform's");
        });
  }

  /** In a database. */
  public static StoreOpener jdbc(Database.Opener database, StoreKey key) {
    return new StoreOpener(
        () -> JdbcStore.open(database, key), next -> JdbcStore.rekey(database, key, next));
  }

  @Override
  public void changeKey(StoreKey next) {
    rekeying.accept(next);
  }

  /**
   * @throws IllegalArgumentException if it is a host's own implementation
   */
  public static LocalStore open(EncryptedStore store) {
    if (store instanceof StoreOpener ours) {
      return ours.opener.get();
    }
    throw new IllegalArgumentException(
        "A store is one that the methods of EncryptedStore answer: hosts bring none of their own");
  }

  /**
   * @throws IllegalArgumentException if tables cannot begin so
   */
  public static void requirePrefix(String tablePrefix) {
    if (!tablePrefix.matches("[A-Za-z][A-Za-z0-9_]{0,31}")) {
      throw new IllegalArgumentException(
          "Not a table prefix: use letters, digits and underscores, at most 32");
    }
  }

  @Override
  public String toString() {
    return "EncryptedStore";
  }
}
