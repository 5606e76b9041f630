package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.KeyAgreement;
import eu.paravent.client.internal.store.StoreTransaction;
import eu.paravent.mls.CipherSuite;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsException.Reason;
import java.util.List;

/** The MLS cipher suites of conversations: a device speaks each. */
final class Suites {
  static final CipherSuite CLASSICAL = CipherSuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_ED25519;
  static final CipherSuite HYBRID = CipherSuite.MLS_128_MLKEM768X25519_AES256GCM_SHA384_ED25519;
  static final CipherSuite HYBRID_NIST = CipherSuite.MLS_128_MLKEM768P256_AES256GCM_SHA384_ED25519;

  /** All that a device can be in. */
  static final List<CipherSuite> ALL = List.of(HYBRID_NIST, HYBRID, CLASSICAL);

  /**
   * Those that key packages are left for where nobody wants others, in this order: whoever finds
   * classical ones finds hybrid ones too.
   */
  static final List<CipherSuite> USUAL = List.of(HYBRID, CLASSICAL);

  private static final int VERSION = 1;
  private static final String SPACE = Space.SUITE.title();

  private Suites() {}

  static CipherSuite of(KeyAgreement agreement) {
    return switch (agreement) {
      case CLASSICAL -> CLASSICAL;
      case HYBRID -> HYBRID;
      case HYBRID_NIST -> HYBRID_NIST;
    };
  }

  static KeyAgreement agreement(CipherSuite suite) {
    for (KeyAgreement agreement : KeyAgreement.values()) {
      if (of(agreement) == suite) {
        return agreement;
      }
    }
    return KeyAgreement.CLASSICAL;
  }

  /** The suite that something from outside names. */
  static CipherSuite spoken(int value) throws MlsException {
    for (CipherSuite suite : ALL) {
      if (suite.value() == value) {
        return suite;
      }
    }
    throw new MlsException(
        Reason.UNSUPPORTED, "The conversation is of cipher suite " + value + ", unknown here");
  }

  /** Of a conversation in the store; of suite 1 are those from before there were others. */
  static CipherSuite of(StoreTransaction tx, ConversationId id) {
    return tx.get(SPACE, id.value())
        .map(row -> new Row.Reader(row, VERSION).number())
        .map(
            value ->
                CipherSuite.of(Math.toIntExact(value))
                    .orElseThrow(
                        () ->
                            new IllegalStateException(
                                "Conversation " + id + " is of a suite of a newer version")))
        .orElse(CLASSICAL);
  }

  static void forget(StoreTransaction tx, ConversationId id) {
    tx.delete(SPACE, id.value());
  }

  static void note(StoreTransaction tx, ConversationId id, CipherSuite suite) {
    if (suite == CLASSICAL) {
      forget(tx, id);
    } else {
      tx.put(SPACE, id.value(), new Row.Writer(VERSION).number(suite.value()).done());
    }
  }
}
