package eu.paravent.client.event;

import java.util.List;

/**
 * Everything that happened to this client, in the order in which it was stored. One order for all
 * conversations. Thread-safe.
 */
public interface EventLog {
  /**
   * Hands every event after the cursor to the handler, then each new one as it comes, one at a
   * time. At least once: after a crash the host begins again at the cursor it kept. Where the
   * handler throws, the same event comes again after a pause; later ones wait.
   *
   * @return to be closed when no more events are wanted; ends with the client anyway
   */
  Subscription follow(EventCursor from, EventHandler handler);

  /** Events after the cursor, oldest first, for hosts that rather ask. */
  List<ChatEvent> after(EventCursor cursor, int limit);

  /** The newest place: following from here brings only what comes next. */
  EventCursor head();

  /** Handles one event; may use the client, closing it included. */
  @FunctionalInterface
  interface EventHandler {
    void handle(ChatEvent event);
  }

  /** Ends by {@link #close()}; an event that is being handled is handled to its end. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
