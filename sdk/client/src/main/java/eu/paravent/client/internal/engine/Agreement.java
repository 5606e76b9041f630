package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationSpec;
import eu.paravent.client.KeyAgreement;
import eu.paravent.client.RefusedException;
import eu.paravent.mls.CipherSuite;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsException.Reason;
import java.util.List;
import java.util.Optional;

/**
 * How the keys of conversations are agreed, as the host decided for its organisation.
 *
 * @param ofNew where a conversation says nothing
 * @param demanded in others this device takes no part, unless it is in them already
 */
public record Agreement(KeyAgreement ofNew, Optional<KeyAgreement> demanded) {
  /** Decided by what was measured: docs/adr/0030-hybrid-key-agreement-in-conversations.md. */
  public static final Agreement DEFAULT = new Agreement(KeyAgreement.HYBRID, Optional.empty());

  /**
   * From so many on a conversation is begun in the classical way, unless somebody wants it
   * otherwise: what is uploaded with each commit grows with the members, in hybrid suites more.
   */
  static final int MANY = 100;

  /** The same for new conversations, demanded of all. */
  public static Agreement demanding(KeyAgreement agreement) {
    return new Agreement(agreement, Optional.of(agreement));
  }

  /** Those that this device can be added in; see {@link Suites#USUAL} for their order. */
  List<CipherSuite> suites() {
    return demanded
        .map(only -> List.of(Suites.of(only)))
        .orElse(ofNew == KeyAgreement.HYBRID_NIST ? Suites.ALL : Suites.USUAL);
  }

  KeyAgreement of(ConversationSpec spec) {
    KeyAgreement usual = spec.participants().size() < MANY ? ofNew : KeyAgreement.CLASSICAL;
    KeyAgreement wanted = spec.keyAgreement().orElse(demanded.orElse(usual));
    if (demanded.isPresent() && wanted != demanded.get()) {
      throw new RefusedException(
          "key-agreement-demanded",
          "The organisation demands " + demanded.get() + " key agreement of conversations");
    }
    return wanted;
  }

  /** Whether a conversation may be begun with another where not everyone can take part. */
  boolean negotiable(ConversationSpec spec) {
    return spec.keyAgreement().isEmpty() && demanded.isEmpty() && ofNew != KeyAgreement.HYBRID_NIST;
  }

  void requireWelcome(CipherSuite suite) throws MlsException {
    if (demanded.isPresent() && Suites.agreement(suite) != demanded.get()) {
      throw new MlsException(
          Reason.POLICY_VIOLATION,
          "The organisation demands " + demanded.get() + " key agreement of conversations");
    }
  }
}
