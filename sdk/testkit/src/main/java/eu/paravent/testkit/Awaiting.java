package eu.paravent.testkit;

import eu.paravent.client.ChatClient;
import eu.paravent.client.event.ChatEvent;
import eu.paravent.client.event.EventCursor;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what other threads bring about; the time is only where a failing test ends. */
final class Awaiting {
  private static final long PAUSE_MILLIS = 10;
  private static final int PAGE = 100;

  private final IdentityHashMap<ChatClient, Map<Class<?>, EventCursor>> handedOut =
      new IdentityHashMap<>();

  static void until(String what, BooleanSupplier condition) {
    until(
        what,
        ParaventTestkit.PATIENCE,
        () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
  }

  <T extends ChatEvent> T next(ChatClient client, Class<T> type, Duration atMost) {
    Map<Class<?>, EventCursor> places = places(client);
    T event =
        until(
            "a " + type.getSimpleName(),
            atMost,
            () -> find(client, type, places.getOrDefault(type, EventCursor.start())));
    places.put(type, event.cursor());
    return event;
  }

  private synchronized Map<Class<?>, EventCursor> places(ChatClient client) {
    return handedOut.computeIfAbsent(client, c -> new ConcurrentHashMap<>());
  }

  private static <T extends ChatEvent> Optional<T> find(
      ChatClient client, Class<T> type, EventCursor from) {
    EventCursor cursor = from;
    while (true) {
      var page = client.events().after(cursor, PAGE);
      for (ChatEvent event : page) {
        if (type.isInstance(event)) {
          return Optional.of(type.cast(event));
        }
        cursor = event.cursor();
      }
      if (page.isEmpty()) {
        return Optional.empty();
      }
    }
  }

  private static <T> T until(String what, Duration atMost, Supplier<Optional<T>> find) {
    long start = System.nanoTime();
    while (true) {
      Optional<T> found = find.get();
      if (found.isPresent()) {
        return found.get();
      }
      if (System.nanoTime() - start > atMost.toNanos()) {
        throw new AssertionError("Waited " + atMost + " in vain until " + what + " came");
      }
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("Interrupted while waiting until " + what + " came", e);
      }
    }
  }
}
