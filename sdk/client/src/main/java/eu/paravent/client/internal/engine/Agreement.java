package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationSpec;
import eu.paravent.client.KeyAgreement;
import eu.paravent.client.RefusedException;
import eu.paravent.mls.CipherSuite;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsException.Reason;
import java.util.Optional;

/**
 * How the keys of conversations are agreed, as the host decided for its organisation.
 *
 * @param ofNew where a conversation says nothing
 * @param demanded in others this device takes no part, unless it is in them already
 */
public record Agreement(KeyAgreement ofNew, Optional<KeyAgreement> demanded) {
  /** Measured: docs/adr/0030-hybrid-key-agreement-in-conversations.md. */
  public static final Agreement DEFAULT = new Agreement(KeyAgreement.CLASSICAL, Optional.empty());

  /** The same for new conversations, demanded of all. */
  public static Agreement demanding(KeyAgreement agreement) {
    return new Agreement(agreement, Optional.of(agreement));
  }

  KeyAgreement of(ConversationSpec spec) {
    KeyAgreement wanted = spec.keyAgreement().orElse(demanded.orElse(ofNew));
    if (demanded.isPresent() && wanted != demanded.get()) {
      throw new RefusedException(
          "key-agreement-demanded",
          "The organisation demands " + demanded.get() + " key agreement of conversations");
    }
    return wanted;
  }

  /** Whether a conversation may be begun with another where not everyone can take part. */
  boolean negotiable(ConversationSpec spec) {
    return spec.keyAgreement().isEmpty() && demanded.isEmpty();
  }

  void requireWelcome(CipherSuite suite) throws MlsException {
    if (demanded.isPresent() && Suites.agreement(suite) != demanded.get()) {
      throw new MlsException(
          Reason.POLICY_VIOLATION,
          "The organisation demands " + demanded.get() + " key agreement of conversations");
    }
  }
}
