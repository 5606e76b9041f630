package eu.paravent.client.internal.engine;

import eu.paravent.client.event.EventCursor;
import eu.paravent.client.internal.store.StoreTransaction;

/** How far the host's readers have come in the event log, as they acknowledged it. */
final class Readers {
  private static final int VERSION = 1, NAME_MOST = 64;
  private static final String SPACE = Space.READER.title();

  private Readers() {}

  static String name(String reader) {
    if (reader.isEmpty() || reader.length() > NAME_MOST) {
      throw new IllegalArgumentException("A reader has a name of 1 to 64 characters");
    }
    return reader;
  }

  static EventCursor at(StoreTransaction tx, String name) {
    return tx.get(SPACE, name)
        .map(row -> new EventCursor(new Row.Reader(row, VERSION).number()))
        .orElse(EventCursor.start());
  }

  static void forward(StoreTransaction tx, String name, EventCursor upTo) {
    if (upTo.compareTo(at(tx, name)) > 0) {
      tx.put(SPACE, name, new Row.Writer(VERSION).number(upTo.position()).done());
    }
  }
}
