package eu.paravent.server.audit.control;

import eu.paravent.server.requests.control.ServerClock;
import eu.paravent.server.settings.control.Setting;
import eu.paravent.server.settings.control.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/** The audit log has a retention of its own; safe on several nodes at once. */
@ApplicationScoped
public class AuditRetention {
  @Inject AuditLog log;
  @Inject Settings settings;
  @Inject ServerClock clock;

  public void deleteWhatIsDue() {
    Duration kept = Duration.ofDays(settings.number(Setting.AUDIT_RETENTION_DAYS));
    log.chains().forEach(chain -> log.deleteBefore(chain, clock.now().minus(kept)));
  }
}
