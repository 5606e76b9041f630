package eu.paravent.server.attachments.control;

import eu.paravent.protocol.ProblemCode;
import eu.paravent.server.attachments.entity.StorageRows;
import eu.paravent.server.problems.control.Refusal;
import eu.paravent.server.settings.control.Setting;
import eu.paravent.server.settings.control.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** What the attachments of an organisation may take together, uploads under way included. */
@ApplicationScoped
public class Quota {
  @Inject StorageRows rows;

  @Inject Settings settings;
  private long mebibytes;

  @PostConstruct
  void read() {
    mebibytes = settings.number(Setting.ATTACHMENT_QUOTA_MIB);
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
