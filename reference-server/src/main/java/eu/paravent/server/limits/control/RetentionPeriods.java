package eu.paravent.server.limits.control;

import eu.paravent.protocol.Limits;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How long ciphertext is kept that somebody may still want: the operator's decision. */
@ApplicationScoped
public class RetentionPeriods {
  @Inject
  @ConfigProperty(name = "paravent.message.retention.days")
  Optional<String> configuredMessages;

  @Inject
  @ConfigProperty(name = "paravent.attachment.retention.days")
  Optional<String> configuredAttachments;

  private Duration messages = Limits.RETENTION;
  private Duration attachments = Limits.RETENTION;

  @PostConstruct
  void read() {
    messages = period("PARAVENT_MESSAGE_RETENTION_DAYS", configuredMessages);
    attachments = period("PARAVENT_ATTACHMENT_RETENTION_DAYS", configuredAttachments);
  }

  /** A period that makes no sense ends the start, not the first night's run. */
  void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
    messages();
  }

  /** Of log entries and welcomes. */
  public Duration messages() {
    return messages;
  }

  public Duration attachments() {
    return attachments;
  }

  static Duration period(String variable, Optional<String> days) {
    if (days.isEmpty() || days.get().isBlank()) {
      return Limits.RETENTION;
    }
    String text = days.get().strip();
    if (text.matches("[0-9]{1,5}")) {
      Duration period = Duration.ofDays(Long.parseLong(text));
      if (period.compareTo(Limits.RETENTION_LEAST) >= 0
          && period.compareTo(Limits.RETENTION_MOST) <= 0) {
        return period;
      }
    }
    throw new IllegalArgumentException(
        variable
            + " is a whole number of days from "
            + Limits.RETENTION_LEAST.toDays()
            + " to "
            + Limits.RETENTION_MOST.toDays()
            + ", not \""
            + text
            + "\". Nothing was deployed.");
  }
}
