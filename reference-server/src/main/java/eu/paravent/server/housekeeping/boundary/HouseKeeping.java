package eu.paravent.server.housekeeping.boundary;

import eu.paravent.server.attachments.control.AttachmentRetention;
import eu.paravent.server.audit.control.AuditRetention;
import eu.paravent.server.cases.control.CaseBook;
import eu.paravent.server.delivery.control.Retention;
import eu.paravent.server.metrics.control.Meters;
import eu.paravent.server.problems.control.WithoutMessage;
import eu.paravent.server.requests.control.Attempts;
import eu.paravent.server.requests.control.ForgettingAnswers;
import eu.paravent.server.sessions.control.Forgetting;
import eu.paravent.server.settings.control.Setting;
import eu.paravent.server.settings.control.Settings;
import eu.paravent.server.wakeups.control.WakeUpRegister;
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

/**
 * Deletes what has expired and what everybody has, every few minutes. Every node does; each step is
 * safe against the same step on another.
 */
@ApplicationScoped
public class HouseKeeping {
  private static final Logger LOG = System.getLogger(HouseKeeping.class.getName());

  @Resource ManagedScheduledExecutorService scheduler;
  @Inject Forgetting forgetting;
  @Inject ForgettingAnswers answers;
  @Inject Retention logs;
  @Inject AttachmentRetention attachments;
  @Inject WakeUpRegister wakeUps;
  @Inject AuditRetention audit;
  @Inject CaseBook cases;
  @Inject Settings settings;
  @Inject Meters meters;

  private @Nullable ScheduledFuture<?> task;

  void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
    long seconds = settings.number(Setting.HOUSEKEEPING_SECONDS);
    task = scheduler.scheduleWithFixedDelay(this::keep, seconds, seconds, TimeUnit.SECONDS);
  }

  private void keep() {
    attempt("expired sessions", forgetting::forgetExpired);
    attempt("answers", answers::forgetExpired);
    attempt("log entries and welcomes", logs::deleteWhatIsDue);
    attempt("attachments", attachments::deleteWhatIsDue);
    attempt("wake-ups", wakeUps::forgetExpired);
    attempt("audit entries", audit::deleteWhatIsDue);
    attempt("cases", cases::forgetOld);
  }

  private void attempt(String what, Runnable step) {
    try {
      step.run();
      meters.kept(what, true);
    } catch (RuntimeException e) {
      meters.kept(what, false);
      // A task that throws is never run again; the next run will do it.
      String text = "Old " + what + " could not be deleted; the next run tries again";
      if (Attempts.databaseAway(e)) {
        LOG.log(Level.WARNING, text + ": the database is away, SQLSTATE " + Attempts.sqlState(e));
      } else {
        LOG.log(Level.WARNING, text, WithoutMessage.of(e));
      }
    }
  }

  @PreDestroy
  void stop() {
    if (task != null) {
      task.cancel(false);
    }
  }
}
