package eu.paravent.client.event;

import eu.paravent.client.store.HostTransaction;
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

  /**
   * Notes in the store that a reader has dealt with everything up to here; never goes back.
   *
   * @param reader the host's name for who handles the events, 1 to 64 characters
   */
  void acknowledge(String reader, EventCursor upTo);

  /**
   * As the other, inside a transaction of the host: noted if the host commits, together with what
   * the handler wrote in it. One thread at a time for one reader.
   *
   * @throws eu.paravent.client.store.StoreException if the store cannot take part in that
   *     transaction
   */
  void acknowledge(String reader, EventCursor upTo, HostTransaction within);

  /** Where this reader stands; at the start where it never acknowledged anything. */
  EventCursor acknowledged(String reader);

  /** Handles one event; may use the client, closing it included. */
  @FunctionalInterface
  interface EventHandler {
    /** Deals with one event; where it throws, the same event comes again. */
    void handle(ChatEvent event);
  }

  /** Ends by {@link #close()}; an event that is being handled is handled to its end. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
