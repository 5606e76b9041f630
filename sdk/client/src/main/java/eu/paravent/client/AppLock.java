package eu.paravent.client;

import eu.paravent.client.store.StoreKey;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A lock of the application's own, beside that of the machine: its client is there only between
 * {@link #unlock} and {@link #lock}, and in between the store lies sealed and its key is with
 * nobody but whoever the application asks for it. How a person proves who it is, and after how long
 * it has to do so again, is the application's: a code that opens {@link
 * eu.paravent.client.spi.KeyWrapping#pkcs12}, a token, a fingerprint that the platform's key store
 * wants to see. Thread-safe.
 *
 * <p>While it is locked nothing is received and nobody is told of new messages; what was said
 * meanwhile is fetched when it is unlocked, as after any restart. It does not protect from who
 * controls the machine while it is unlocked, and cannot promise that the virtual machine kept no
 * copy of what was shown.
 */
public final class AppLock implements AutoCloseable {
  private final Supplier<StoreKey> keys;
  private final Function<StoreKey, ChatClient> opening;
  private @Nullable ChatClient client;

  private AppLock(Supplier<StoreKey> keys, Function<StoreKey, ChatClient> opening) {
    this.keys = keys;
    this.opening = opening;
  }

  /**
   * One that is locked.
   *
   * @param keys asked each time it is unlocked; throws where the person does not prove who it is.
   *     What it answers is wiped as soon as the client is open
   * @param opening opens the client of the store under this key
   */
  public static AppLock of(Supplier<StoreKey> keys, Function<StoreKey, ChatClient> opening) {
    return new AppLock(keys, opening);
  }

  /**
   * Asks for the key and opens the client; the one that is there where it is unlocked already. It
   * stays locked where this throws.
   *
   * @return to be closed by {@link #lock} and nobody else
   * @throws eu.paravent.client.store.StoreException if the store cannot be opened with that key
   */
  public synchronized ChatClient unlock() {
    ChatClient current = client;
    if (current == null) {
      try (StoreKey key = keys.get()) {
        current = opening.apply(key);
      }
      client = current;
    }
    return current;
  }

  /** The client, where it is unlocked. */
  public synchronized Optional<ChatClient> unlocked() {
    return Optional.ofNullable(client);
  }

  /**
   * Closes the client and wipes its keys, as far as the virtual machine allows; conversations and
   * messages that the application still holds answer with {@link ClientClosedException} from then
   * on. What waits to be sent stays in the store. Does nothing where it is locked already.
   */
  public synchronized void lock() {
    ChatClient current = client;
    client = null;
    if (current != null) {
      current.close();
    }
  }

  /** The same as {@link #lock}. */
  @Override
  public void close() {
    lock();
  }
}
