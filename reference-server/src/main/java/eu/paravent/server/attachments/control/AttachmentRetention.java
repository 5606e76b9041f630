package eu.paravent.server.attachments.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Deletes attachments whose time is over; in no transaction of its own. */
@ApplicationScoped
public class AttachmentRetention {
  @Inject AttachmentDeletion deletion;

  public void deleteWhatIsDue() {
    while (deletion.giveUpSome()) {
      // as below
    }
    while (deletion.deleteSome()) {
      // a step each, so that many never make a long transaction
    }
  }
}
