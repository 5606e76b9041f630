package eu.paravent.server.delivery.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** One run over everything that may have to be deleted; in no transaction of its own. */
@ApplicationScoped
public class Retention {
  @Inject LogDeletion deletion;

  public void deleteWhatIsDue() {
    deletion.deleteOldWelcomes();
    String last = "";
    for (List<String> groups = deletion.groupsDue(last);
        !groups.isEmpty();
        groups = deletion.groupsDue(last)) {
      for (String group : groups) {
        while (deletion.deleteSome(group)) {
          // a step each, so that a long log never makes a long transaction
        }
      }
      last = groups.get(groups.size() - 1);
    }
  }
}
