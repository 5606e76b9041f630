package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.Message;
import eu.paravent.client.MessageId;
import eu.paravent.client.OutgoingMessage;
import eu.paravent.client.RefusedException;
import eu.paravent.client.ServerUnavailableException;
import java.time.Duration;

/** A message of the host on its way; its state is in the store. */
record Outgoing(Engine engine, ConversationId conversation, MessageId id)
    implements OutgoingMessage {
  @Override
  public Message.State state() {
    return engine
        .core()
        .database
        .read(
            tx ->
                Messages.position(tx, conversation, id)
                    .map(place -> Messages.state(tx, conversation, place))
                    // in a transaction of the host that has not ended, or was rolled back
                    .orElse(Message.State.WAITING));
  }

  @Override
  public void awaitAccepted(Duration atMost) {
    long until = System.nanoTime() + atMost.toNanos();
    Signal signal = engine.messageStates();
    while (true) {
      long seen = signal.count();
      Message.State state = state();
      if (state == Message.State.ACCEPTED) {
        return;
      } else if (state == Message.State.FAILED) {
        throw new RefusedException("message-failed", "Message " + id + " will never be sent");
      }
      engine.core().threads.requireOpen();
      if (!signal.await(seen, until - System.nanoTime())) {
        throw new ServerUnavailableException(
            "Message " + id + " has not reached the server yet; it is still on its way", null);
      }
    }
  }

  @Override
  public String toString() {
    return "OutgoingMessage[" + id + "]";
  }
}
