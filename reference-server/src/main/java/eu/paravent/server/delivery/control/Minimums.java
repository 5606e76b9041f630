package eu.paravent.server.delivery.control;

import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.delivery.GroupCharter;
import eu.paravent.server.notices.control.Profiles;
import eu.paravent.server.problems.control.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * Holds conversations to the minimum retention that the owners' organisations signed, where owners
 * say class, retention or owners. What was agreed before stays as it is until then: clients keep to
 * the organisation's minimum by themselves.
 */
@ApplicationScoped
public class Minimums {
  @Inject Profiles profiles;

  void require(Optional<GroupCharter> before, Optional<GroupCharter> after) {
    if (after.isPresent() && !before.equals(after)) {
      for (String organisation : after.get().organisations()) {
        profiles
            .ofMember(organisation)
            .flatMap(profile -> profile.keeping())
            .flatMap(rules -> after.get().missing(rules))
            .ifPresent(
                days -> {
                  throw Refusal.of(
                      ProblemCode.RETENTION_TOO_SHORT,
                      organisation
                          + " keeps conversations of class "
                          + after.get().kind()
                          + " for at least "
                          + days
                          + " days.");
                });
      }
    }
  }
}
