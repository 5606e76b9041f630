package eu.paravent.client.internal.engine;

import eu.paravent.client.internal.keys.TrustedRoots;
import eu.paravent.client.internal.store.StoreTransaction;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The root certificate of each organisation, as it was first seen; the own one, and for a guest the
 * one in its link, are there from the start. Asked inside writing transactions only.
 */
final class Roots implements TrustedRoots {
  private static final String SPACE = Space.ROOT.title(),
      CERTIFICATE = Space.ROOT_CERTIFICATE.title();

  private final Supplier<StoreTransaction> current;
  private final Set<String> kept = new HashSet<>();
  private @Nullable String changed;

  Roots(Supplier<StoreTransaction> current) {
    this.current = current;
  }

  @Override
  public synchronized boolean accepts(String organisation, byte[] root) {
    StoreTransaction tx = current.get();
    byte[] hash = Hashes.sha256(root);
    Optional<byte[]> known = tx.get(SPACE, organisation);
    if (known.isPresent() && !Arrays.equals(known.get(), hash)) {
      changed = organisation;
      return false;
    }
    if (known.isEmpty()) {
      tx.put(SPACE, organisation, hash);
    }
    if (!kept.contains(organisation)) {
      if (tx.get(CERTIFICATE, organisation).isPresent()) {
        kept.add(organisation);
      } else {
        // what this organisation signs is verified with it, whatever the server has
        tx.put(CERTIFICATE, organisation, root);
      }
    }
    return true;
  }

  /** Whether it is the one that is known; nothing is pinned by asking. */
  static boolean known(StoreTransaction tx, String organisation, byte[] root) {
    return tx.get(SPACE, organisation)
        .filter(hash -> Arrays.equals(hash, Hashes.sha256(root)))
        .isPresent();
  }

  /** The root certificate itself, once a leaf was seen under it. */
  static Optional<byte[]> certificate(StoreTransaction tx, String organisation) {
    return tx.get(CERTIFICATE, organisation);
  }

  /** Organisations and the hashes of their roots. */
  static Map<String, byte[]> all(StoreTransaction tx) {
    return tx.scan(SPACE, "");
  }

  /** The organisation that came with another root since this was last asked. */
  synchronized Optional<String> takeChanged() {
    Optional<String> taken = Optional.ofNullable(changed);
    changed = null;
    return taken;
  }

  static void pin(StoreTransaction tx, String organisation, byte[] rootHash) {
    tx.put(SPACE, organisation, rootHash);
  }
}
