package eu.paravent.server.attachments.control;

import eu.paravent.protocol.ProblemCode;
import eu.paravent.server.attachments.entity.StorageRows;
import eu.paravent.server.problems.control.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the attachments of an organisation may take together, uploads under way included. */
@ApplicationScoped
public class Quota {
  @Inject StorageRows rows;

  @Inject
  @ConfigProperty(name = "paravent.attachment.quota.mib", defaultValue = "10240")
  long mebibytes;

  /** A quota that makes no sense ends the start. */
  void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
    if (mebibytes < 0 || mebibytes > 1L << 40) {
      throw new IllegalArgumentException(
          "PARAVENT_ATTACHMENT_QUOTA_MIB is a number of MiB, 0 for no limit, not "
              + mebibytes
              + ". Nothing was deployed.");
    }
  }

  /** Empty where there is none. */
  public Optional<Long> bytes() {
    return mebibytes == 0 ? Optional.empty() : Optional.of(mebibytes << 20);
  }

  /** In the transaction that needs it: refuses where it does not fit. */
  void take(String organisation, long size) {
    long used = rows.take(organisation, size);
    if (bytes().filter(most -> used > most).isPresent()) {
      throw Refusal.of(
          ProblemCode.QUOTA_EXCEEDED,
          "The attachments of "
              + organisation
              + " take "
              + (used - size)
              + " of "
              + (mebibytes << 20)
              + " bytes. Send less, or ask the operator.");
    }
  }

  void giveBack(String organisation, long size) {
    rows.giveBack(organisation, size);
  }
}
