package eu.paravent.client;

import java.util.List;
import java.util.Optional;

/** The conversations this client is or was in. Thread-safe. */
public interface Conversations {
  /**
   * Opens a conversation and adds the people named. Waits for the server. Where it throws, no one
   * was added and nothing is left behind here.
   *
   * @throws UserUnknownException if one of the people has not started the application yet
   * @throws UntrustedException if the server answered with keys that are not theirs
   * @throws ServerUnavailableException if there is no answer within the client's patience
   */
  Conversation create(ConversationSpec spec);

  /** All, ended ones included, the oldest first. */
  List<Conversation> list();

  Optional<Conversation> find(ConversationId id);

  /** Those that carry this business reference. */
  List<Conversation> about(BusinessReference reference);
}
