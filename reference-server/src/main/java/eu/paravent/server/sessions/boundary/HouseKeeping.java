package eu.paravent.server.sessions.boundary;

import eu.paravent.server.requests.control.ForgettingAnswers;
import eu.paravent.server.sessions.control.Forgetting;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Removes what has expired, every few minutes. */
@ApplicationScoped
public class HouseKeeping {
  private static final Logger LOG = System.getLogger(HouseKeeping.class.getName());
  private static final long MINUTES = 5;

  @Resource ManagedScheduledExecutorService scheduler;
  @Inject Forgetting forgetting;
  @Inject ForgettingAnswers answers;
  private @Nullable ScheduledFuture<?> task;

  void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
    task = scheduler.scheduleWithFixedDelay(this::keep, MINUTES, MINUTES, TimeUnit.MINUTES);
  }

  private void keep() {
    try {
      forgetting.forgetExpired();
      answers.forgetExpired();
    } catch (RuntimeException e) {
      // A task that throws is never run again; the next run will do it.
      LOG.log(Level.WARNING, "What has expired could not be deleted; next try in minutes", e);
    }
  }

  @PreDestroy
  void stop() {
    if (task != null) {
      task.cancel(false);
    }
  }
}
