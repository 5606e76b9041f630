package eu.paravent.client.identity;

import eu.paravent.client.ConversationId;
import eu.paravent.client.UserId;
import java.util.List;

/**
 * Comparing keys with people and organisations, and what came of it. Every participant is vouched
 * for by an organisation or an invite all the same; comparing shows that nobody else, the
 * organisation included, put a key in between. Kept in the store of this device. Thread-safe.
 */
public interface Trust {
  /**
   * What to compare with a participant: over the keys of the two in this conversation.
   *
   * @throws IllegalArgumentException if this client or the person is not in it, or it is oneself
   */
  SafetyNumber safetyNumber(ConversationId conversation, UserId person);

  /** Whether this person's keys were compared, as it stands now. */
  Verification of(UserId person);

  /**
   * The numbers were compared and are the same: the person's keys in this conversation are verified
   * from now on, here and everywhere. What was verified before stays so.
   *
   * @param compared what was shown for comparing
   * @throws IllegalArgumentException as for {@link #safetyNumber}
   * @throws IllegalStateException if the keys changed since: compare again
   */
  void verified(ConversationId conversation, UserId person, SafetyNumber compared);

  /** Forgets that anything was compared. */
  void distrust(UserId person);

  /** The own one first. */
  List<KnownOrganisation> organisations();

  /**
   * The fingerprint was compared, with somebody of that organisation.
   *
   * @param fingerprint as it was compared
   * @throws IllegalArgumentException if it is not the one of an organisation that is known here
   */
  void organisationVerified(String organisation, String fingerprint);
}
