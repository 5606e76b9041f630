package eu.paravent.server.nodes.control;

import eu.paravent.protocol.delivery.LogEntry;
import eu.paravent.server.delivery.control.GroupFounding;
import eu.paravent.server.delivery.control.LogGrew;
import eu.paravent.server.delivery.control.LogsGrew;
import eu.paravent.server.delivery.control.Signals;
import eu.paravent.server.nodes.entity.NewsChannel;
import eu.paravent.server.nodes.entity.NewsChannel.BrokenException;
import eu.paravent.server.requests.control.Ids;
import eu.paravent.server.sessions.control.Sessions;
import eu.paravent.server.settings.control.Setting;
import eu.paravent.server.settings.control.Settings;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/**
 * The other nodes on this database: they are told what happens here once it is committed, by a
 * thread that gathers while it sends, so that neither the sender nor the commit waits for it. Where
 * the database has no way to tell, this is the only node.
 */
@ApplicationScoped
public class OtherNodes {
  private static final Logger LOG = System.getLogger(OtherNodes.class.getName());
  private static final long PAUSE_MILLIS = 1_000, END_MILLIS = 3_000;

  @Resource ManagedThreadFactory threads;
  @Inject NewsChannel channel;
  @Inject Hearing hearing;
  @Inject Settings settings;

  private final Unsent unsent = new Unsent();
  private final List<Thread> running = new ArrayList<>();
  private volatile boolean several;
  private volatile boolean stopped;

  void start(@Observes @Initialized(ApplicationScoped.class) Object event) throws BrokenException {
    if (!channel.exists()) {
      return;
    }
    several = true;
    // a name for this run of this node, to know its own news by
    String node = Ids.random();
    run("paravent-tells-nodes", () -> tell(node));
    long pause = settings.number(Setting.NODES_LOOK_SECONDS);
    run("paravent-hears-nodes", () -> hearing.hear(node, pause, () -> stopped));
  }

  private void run(String name, Task task) {
    Thread thread =
        threads.newThread(
            () -> {
              try {
                task.run();
              } catch (InterruptedException e) {
                // the server stops
                Thread.currentThread().interrupt();
              }
            });
    thread.setName(name);
    thread.start();
    running.add(thread);
  }

  /** Until the server stops. */
  @FunctionalInterface
  private interface Task {
    void run() throws InterruptedException;
  }

  private void tell(String node) throws InterruptedException {
    while (!stopped) {
      List<News> news = unsent.take();
      try {
        channel.send(News.pack(node, news, NewsChannel.PAYLOAD_MOST));
      } catch (BrokenException | RuntimeException e) {
        LOG.log(Level.DEBUG, "Other nodes cannot be told now; tried again in a second", e);
        unsent.putBack(news);
        Thread.sleep(PAUSE_MILLIS);
      }
    }
  }

  void grew(@Observes(during = TransactionPhase.AFTER_SUCCESS) LogsGrew grown) {
    for (LogGrew event : grown.events()) {
      add(
          new News.Grown(
              event.groupId(),
              event.entry().sequence(),
              event.entry().kind().equals(LogEntry.COMMIT)));
    }
  }

  void signalled(@Observes(during = TransactionPhase.AFTER_SUCCESS) Signals.Signalled event) {
    add(new News.Signal(event.groupId(), event.sender(), event.message()));
  }

  void founded(@Observes(during = TransactionPhase.AFTER_SUCCESS) GroupFounding.Founded event) {
    add(new News.Founded(event.groupId(), event.deviceId()));
  }

  void ended(@Observes(during = TransactionPhase.AFTER_SUCCESS) Sessions.Ended event) {
    add(new News.Ended(event.tokenHash()));
  }

  private void add(News news) {
    if (several) {
      unsent.add(news);
    }
  }

  @PreDestroy
  void stop() {
    stopped = true;
    running.forEach(Thread::interrupt);
    try {
      for (Thread thread : running) {
        thread.join(END_MILLIS);
      }
    } catch (InterruptedException e) {
      // whoever stops the server is in a hurry
      Thread.currentThread().interrupt();
    }
  }
}
