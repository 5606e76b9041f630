package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.UserId;
import eu.paravent.client.internal.notice.ProfileShown;
import eu.paravent.client.internal.store.StoreTransaction;
import eu.paravent.client.privacy.Controller;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which organisations take part in a conversation, and who of them answers for what. */
final class Controllers {
  private Controllers() {}

  /** Those that decide first. */
  static List<Controller> of(
      StoreTransaction tx, ConversationId id, CompanyWatch company, UserId self) {
    Set<UserId> users = Seats.users(Seat.all(tx, id));
    CharterRow charter = CharterRow.of(tx, id);
    Set<String> organisations = new TreeSet<>();
    users.forEach(user -> organisations.add(user.organisation()));
    List<Controller> controllers = new ArrayList<>();
    for (String organisation : organisations) {
      List<UserId> people =
          users.stream().filter(user -> user.organisation().equals(organisation)).toList();
      int guests = (int) people.stream().filter(UserId::guest).count();
      int archivists = (int) people.stream().filter(charter.archivists()::contains).count();
      controllers.add(
          new Controller(
              organisation,
              company.known(tx, organisation).map(ProfileShown::profile),
              organisation.equals(self.organisation()),
              charter.owners().stream().anyMatch(one -> one.organisation().equals(organisation)),
              archivists > 0,
              people.size() - guests - archivists,
              guests));
    }
    controllers.sort(
        Comparator.comparing(Controller::decides)
            .reversed()
            .thenComparing(Controller::organisation));
    return List.copyOf(controllers);
  }
}
