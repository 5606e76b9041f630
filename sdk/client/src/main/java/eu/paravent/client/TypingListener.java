package eu.paravent.client;

import java.util.List;

/** Learns who is writing. */
@FunctionalInterface
public interface TypingListener {
  /**
   * Somebody began or stopped. Called one at a time for each conversation, on a thread of the
   * client: return soon.
   *
   * @param typing everyone who is writing there now, oneself excepted
   */
  void changed(ConversationId conversation, List<UserId> typing);
}
