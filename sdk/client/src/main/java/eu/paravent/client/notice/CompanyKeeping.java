package eu.paravent.client.notice;

import eu.paravent.client.retention.ConversationClass;
import eu.paravent.client.retention.Retention;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * How long a company keeps what its people talk about.
 *
 * @param usual what its people's clients begin conversations of a class with, where {@link
 *     eu.paravent.client.ConversationSpec#keptAs} says no times; where a class is missing, {@link
 *     ConversationClass#usual} holds
 * @param ciphertextDays how long servers keep ciphertext of conversations with its people in them,
 *     1 to 3,650 days; where the operator keeps it shorter, that holds
 */
public record CompanyKeeping(
    Map<ConversationClass, Retention> usual, Optional<Integer> ciphertextDays) {
  public CompanyKeeping {
    Map<ConversationClass, Retention> copy = new EnumMap<>(ConversationClass.class);
    copy.putAll(usual);
    usual = java.util.Collections.unmodifiableMap(copy);
  }

  /** It says nothing. */
  public static CompanyKeeping none() {
    return new CompanyKeeping(Map.of(), Optional.empty());
  }

  /** The same, and conversations of this class so long. */
  public CompanyKeeping with(ConversationClass kind, Retention retention) {
    Map<ConversationClass, Retention> more = new EnumMap<>(ConversationClass.class);
    more.putAll(usual);
    more.put(kind, retention);
    return new CompanyKeeping(more, ciphertextDays);
  }

  /** The same, and ciphertext so long. */
  public CompanyKeeping ciphertext(int days) {
    return new CompanyKeeping(usual, Optional.of(days));
  }
}
