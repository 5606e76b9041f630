package eu.paravent.client;

import java.time.Duration;

/** A message on its way. It stays on its way when this object is gone, across restarts too. */
public interface OutgoingMessage {
  /** Names it, from the beginning on. */
  MessageId id();

  /** How far it has come by now. */
  Message.State state();

  /**
   * Waits until the server has taken the message: from then on the others get it.
   *
   * @throws ServerUnavailableException if it has not within this time; it is still on its way
   * @throws RefusedException if it never will be
   */
  void awaitAccepted(Duration atMost);
}
