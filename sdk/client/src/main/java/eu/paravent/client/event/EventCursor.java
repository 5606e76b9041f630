package eu.paravent.client.event;

/**
 * A place in the event log: everything up to here is dealt with. Keep it with what the handler
 * wrote, in the same transaction where possible. Good for the store it came from only.
 *
 * @param position 0 is before the first event
 */
public record EventCursor(long position) implements Comparable<EventCursor> {
  public EventCursor {
    if (position < 0) {
      throw new IllegalArgumentException("A place in the event log is not negative");
    }
  }

  /** Before the first event. */
  public static EventCursor start() {
    return new EventCursor(0);
  }

  @Override
  public int compareTo(EventCursor other) {
    return Long.compare(position, other.position);
  }
}
