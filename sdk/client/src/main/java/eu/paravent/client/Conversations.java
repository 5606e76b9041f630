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

  /**
   * The conversation of this person with that one: the same for both of them, on all their devices,
   * for as long as both are in it. Where there is none it is begun; waits for the server then.
   * Where both begin one before they know of the other's, both stay, and everybody comes to take
   * the one that was begun first. Nobody else can be added through this library; where someone is
   * all the same, it is not the conversation of the two any more, and another is begun.
   *
   * @throws IllegalArgumentException if it is oneself, or one of the two is a guest
   * @throws UserUnknownException if that person has not started the application yet
   * @throws UntrustedException if the server answered with keys that are not that person's
   * @throws ServerUnavailableException if there is no answer within the client's patience
   */
  Conversation with(UserId person);

  /**
   * Looks in all conversations, as {@link Conversation#search}.
   *
   * @return the newest first
   */
  List<Message> search(String words, int limit);

  /** All, ended ones included, the oldest first. */
  List<Conversation> list();

  /** One of them; empty where this client is and was in none of this id. */
  Optional<Conversation> find(ConversationId id);

  /** Those that carry this business reference. */
  List<Conversation> about(BusinessReference reference);
}
