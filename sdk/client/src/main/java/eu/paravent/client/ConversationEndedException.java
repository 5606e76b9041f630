package eu.paravent.client;

/**
 * This client is no longer in the conversation: what was received stays readable, no more comes.
 */
public final class ConversationEndedException extends ChatException {
  private static final long serialVersionUID = 1L;

  /** Made by the library. */
  public ConversationEndedException(String message) {
    super(message, null);
  }
}
