package eu.paravent.client.internal.engine;

import eu.paravent.client.KeyCustody;
import eu.paravent.client.internal.store.LocalStore;
import eu.paravent.client.internal.store.StoreTransaction;
import eu.paravent.mls.AppDataDictionary;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.MlsClient;
import eu.paravent.mls.MlsException;
import java.util.Optional;

/** Who holds this device's keys: said at opening, kept, and shown in the leaf of every group. */
final class Custody {
  /** For private use (draft-ietf-mls-extensions): one byte in a leaf's dictionary. */
  private static final int COMPONENT = 0xF0A2;

  private static final int VERSION = 1;
  private static final String SPACE = Space.CLIENT.title(), ROW = "custody";

  private Custody() {}

  /**
   * What holds from now on: what is said, or else what was said last. Where it changes, the groups
   * are to show it.
   */
  static Optional<KeyCustody> settle(LocalStore store, Optional<KeyCustody> said) {
    Optional<KeyCustody> known = store.read(Custody::load);
    if (said.isEmpty() || said.equals(known)) {
      return known;
    }
    store.write(
        tx -> {
          tx.put(SPACE, ROW, new Row.Writer(VERSION).text(said.get().name()).done());
          Renewals.note(tx);
          return true;
        });
    return said;
  }

  private static Optional<KeyCustody> load(StoreTransaction tx) {
    return tx.get(SPACE, ROW).map(row -> KeyCustody.valueOf(new Row.Reader(row, VERSION).text()));
  }

  static MlsClient.Builder declare(Optional<KeyCustody> custody, MlsClient.Builder builder) {
    return custody
        .map(held -> builder.leafData(COMPONENT, new byte[] {code(held)}))
        .orElse(builder);
  }

  /** What a leaf declares; empty where it is nothing that this version knows. */
  static Optional<KeyCustody> of(Extensions leaf) {
    try {
      return AppDataDictionary.of(leaf)
          .component(COMPONENT)
          .filter(data -> data.length == 1)
          .flatMap(data -> decode(data[0]));
    } catch (MlsException e) {
      return Optional.empty();
    }
  }

  static byte code(KeyCustody held) {
    return (byte) (held == KeyCustody.DEVICE ? 1 : 2);
  }

  static Optional<KeyCustody> decode(long code) {
    if (code == 1) {
      return Optional.of(KeyCustody.DEVICE);
    }
    return code == 2 ? Optional.of(KeyCustody.ORGANISATION) : Optional.empty();
  }
}
