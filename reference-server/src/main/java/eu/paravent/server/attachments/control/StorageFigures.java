package eu.paravent.server.attachments.control;

import eu.paravent.server.attachments.entity.StorageRows;
import eu.paravent.server.metrics.control.Meters;
import eu.paravent.server.problems.control.WithoutMessage;
import eu.paravent.server.settings.control.Setting;
import eu.paravent.server.settings.control.Settings;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How much the attachments take and how much room is left. Looked up beforehand: who reads the
 * figures while the database is away must not wait for it.
 */
@ApplicationScoped
public class StorageFigures {
  private static final Logger LOG = System.getLogger(StorageFigures.class.getName());
  private static final long PAUSE_SECONDS = 15;

  @Resource ManagedScheduledExecutorService scheduler;
  @Inject StorageRows rows;
  @Inject Meters meters;
  @Inject Settings settings;

  private volatile double bytes = Double.NaN;
  private @Nullable ScheduledFuture<?> looking;

  void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
    meters.watch(
        "paravent.attachments.bytes",
        "Octets of all attachments and uploads under way, not a number while the database is away",
        () -> bytes);
    directory()
        .ifPresent(
            directory ->
                meters.watch(
                    "paravent.disk.free.bytes",
                    "Room left where attachments are kept",
                    () -> free(directory)));
    looking = scheduler.scheduleWithFixedDelay(this::look, 1, PAUSE_SECONDS, TimeUnit.SECONDS);
  }

  private void look() {
    try {
      bytes = rows.total();
    } catch (RuntimeException e) {
      // health says why; a task that throws would never run again
      LOG.log(Level.DEBUG, "What attachments take cannot be read now", WithoutMessage.of(e));
      bytes = Double.NaN;
    }
  }

  private Optional<Path> directory() {
    return settings.text(Setting.DATA_DIR).or(settings::containerData).map(Path::of);
  }

  static double free(Path directory) {
    try {
      return Files.getFileStore(directory).getUsableSpace();
    } catch (IOException e) {
      return Double.NaN;
    }
  }

  @PreDestroy
  void stop() {
    if (looking != null) {
      looking.cancel(false);
    }
  }
}
