package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.internal.store.StoreTransaction;
import eu.paravent.mls.CipherSuite;
import eu.paravent.mls.MlsClient;
import eu.paravent.mls.MlsGroup;
import eu.paravent.mls.storage.MlsStorage;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * This device's MLS client over the current transaction of the store. Everything here is used
 * inside {@link Database#write} only, where writers take turns: that is what makes one writer per
 * group.
 */
final class MlsState implements MlsStorage {
  private static final String SPACE = Space.MLS.title();

  private final Maker maker;
  private final Map<String, MlsGroup> loaded = new HashMap<>();
  private final Map<CipherSuite, MlsClient> clients = new EnumMap<>(CipherSuite.class);
  private @Nullable StoreTransaction current;

  /** Makes the MLS client of a suite over this storage, once the device has a certificate. */
  @FunctionalInterface
  interface Maker {
    MlsClient client(MlsStorage storage, CipherSuite suite);
  }

  MlsState(Maker maker) {
    this.maker = maker;
  }

  <T> T during(StoreTransaction tx, Supplier<T> work) {
    current = tx;
    try {
      return work.get();
    } finally {
      current = null;
    }
  }

  /** The objects are loaded again from the store when they are next needed. */
  synchronized void forgetLoaded() {
    loaded.clear();
  }

  /** The certificate was renewed: the next use takes the new one. */
  synchronized void forgetClient() {
    clients.clear();
    loaded.clear();
  }

  /** A device is one client for each suite, with one certificate and one store. */
  synchronized MlsClient client(CipherSuite suite) {
    return clients.computeIfAbsent(suite, missing -> maker.client(this, missing));
  }

  /** The one that a conversation in the store belongs to. */
  MlsClient client(ConversationId id) {
    return client(Suites.of(tx(), id));
  }

  synchronized Optional<MlsGroup> find(ConversationId id) {
    MlsGroup known = loaded.get(id.value());
    if (known != null) {
      return Optional.of(known);
    }
    Optional<MlsGroup> group = client(id).load(bytes(id));
    group.ifPresent(g -> loaded.put(id.value(), g));
    return group;
  }

  MlsGroup group(ConversationId id) {
    return find(id)
        .orElseThrow(() -> new IllegalStateException("No group state for conversation " + id));
  }

  /** A group that was made or joined. */
  synchronized void loaded(ConversationId id, MlsGroup group) {
    Suites.note(tx(), id, group.cipherSuite());
    loaded.put(id.value(), group);
  }

  synchronized void delete(ConversationId id) {
    find(id).ifPresent(MlsGroup::delete);
    loaded.remove(id.value());
  }

  static byte[] bytes(ConversationId id) {
    return Base64.getUrlDecoder().decode(id.value());
  }

  static ConversationId id(byte[] groupId) {
    return new ConversationId(Base64.getUrlEncoder().withoutPadding().encodeToString(groupId));
  }

  @Override
  public Optional<byte[]> read(String key) {
    return tx().get(SPACE, key);
  }

  @Override
  public List<String> keys(String prefix) {
    // the store looks up by whole parts of a key only
    String parts = prefix.substring(0, prefix.lastIndexOf('/') + 1);
    return tx().scan(SPACE, parts).keySet().stream().filter(k -> k.startsWith(prefix)).toList();
  }

  // the nullness of an array in a type argument is lost in the class file of the interface
  @SuppressWarnings("NullAway")
  @Override
  public void write(Map<String, byte @Nullable []> changes) {
    StoreTransaction tx = tx();
    changes.forEach(
        (key, value) -> {
          if (value == null) {
            tx.delete(SPACE, key);
          } else {
            tx.put(SPACE, key, value);
          }
        });
  }

  StoreTransaction tx() {
    StoreTransaction tx = current;
    if (tx == null) {
      throw new IllegalStateException("MLS state is used outside a transaction");
    }
    return tx;
  }
}
