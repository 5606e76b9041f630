package eu.paravent.client.internal.engine;

import eu.paravent.client.event.ChatEvent;
import eu.paravent.client.event.EventCursor;
import eu.paravent.client.event.EventLog;
import eu.paravent.client.internal.delivery.Backoff;
import eu.paravent.client.store.HostTransaction;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Hands stored events to the host's handlers, each at its own pace. */
final class Followers implements EventLog {
  private static final System.Logger LOG = System.getLogger(Followers.class.getName());
  private static final int BATCH = 64;

  private final Database database;
  private final Threads threads;
  private final Backoff backoff;
  private final Set<Follower> followers = Collections.newSetFromMap(new ConcurrentHashMap<>());

  Followers(Database database, Threads threads, Backoff backoff) {
    this.database = database;
    this.threads = threads;
    this.backoff = backoff;
  }

  void wake() {
    followers.forEach(Follower::wake);
  }

  @Override
  public Subscription follow(EventCursor from, EventHandler handler) {
    threads.requireOpen();
    Follower follower = new Follower(from, handler);
    followers.add(follower);
    follower.wake();
    return follower;
  }

  @Override
  public List<ChatEvent> after(EventCursor cursor, int limit) {
    threads.requireOpen();
    if (limit < 1) {
      throw new IllegalArgumentException("A limit is at least 1");
    }
    return database.read(tx -> Events.after(tx, cursor, limit));
  }

  @Override
  public EventCursor head() {
    threads.requireOpen();
    return database.read(Events::head);
  }

  @Override
  public void acknowledge(String reader, EventCursor upTo) {
    threads.requireOpen();
    String name = Readers.name(reader);
    database.write(
        tx -> {
          Readers.forward(tx.store(), name, upTo);
          return true;
        });
  }

  @Override
  public void acknowledge(String reader, EventCursor upTo, HostTransaction within) {
    threads.requireOpen();
    String name = Readers.name(reader);
    database.within(
        within,
        tx -> {
          Readers.forward(tx, name, upTo);
          return true;
        });
  }

  @Override
  public EventCursor acknowledged(String reader) {
    threads.requireOpen();
    String name = Readers.name(reader);
    return database.read(tx -> Readers.at(tx, name));
  }

  private final class Follower implements Subscription {
    private final EventHandler handler;
    private EventCursor cursor;
    private boolean running;
    private boolean again;
    private volatile boolean ended;
    private int failures;

    Follower(EventCursor from, EventHandler handler) {
      this.cursor = from;
      this.handler = handler;
    }

    void wake() {
      synchronized (this) {
        if (running) {
          again = true;
          return;
        }
        running = true;
      }
      threads.runHandler(this::drain);
    }

    private void drain() {
      while (!ended) {
        synchronized (this) {
          again = false;
        }
        List<ChatEvent> events = database.read(tx -> Events.after(tx, cursor, BATCH));
        for (ChatEvent event : events) {
          if (ended) {
            return;
          }
          if (!handled(event)) {
            pause();
            return;
          }
        }
        synchronized (this) {
          if (events.isEmpty() && !again) {
            running = false;
            return;
          }
        }
      }
    }

    private boolean handled(ChatEvent event) {
      try {
        handler.handle(event);
      } catch (RuntimeException e) {
        // the host's code: whatever it throws, the event is not dealt with
        failures++;
        LOG.log(
            System.Logger.Level.WARNING,
            () ->
                "The event handler failed at event "
                    + event.cursor().position()
                    + " and gets it again: "
                    + e.getClass().getName());
        return false;
      }
      failures = 0;
      cursor = event.cursor();
      return true;
    }

    private void pause() {
      threads.later(
          backoff.after(failures),
          () -> {
            synchronized (this) {
              running = false;
            }
            wake();
          });
    }

    @Override
    public void close() {
      ended = true;
      followers.remove(this);
    }
  }
}
