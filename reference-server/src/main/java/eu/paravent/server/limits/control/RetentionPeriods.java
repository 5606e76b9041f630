package eu.paravent.server.limits.control;

import eu.paravent.server.settings.control.Setting;
import eu.paravent.server.settings.control.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;

/** How long ciphertext is kept that somebody may still want: the operator's decision. */
@ApplicationScoped
public class RetentionPeriods {
  @Inject Settings settings;

  /** Of log entries and welcomes. */
  public Duration messages() {
    return Duration.ofDays(settings.number(Setting.MESSAGE_RETENTION_DAYS));
  }

  /**
   * @param ofOrganisation in days: holds where it is shorter
   */
  public Duration messages(Optional<Integer> ofOrganisation) {
    return ofOrganisation
        .map(Duration::ofDays)
        .filter(own -> own.compareTo(messages()) < 0)
        .orElse(messages());
  }

  public Duration attachments() {
    return Duration.ofDays(settings.number(Setting.ATTACHMENT_RETENTION_DAYS));
  }
}
