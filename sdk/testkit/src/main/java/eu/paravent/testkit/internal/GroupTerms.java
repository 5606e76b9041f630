package eu.paravent.testkit.internal;

import eu.paravent.mls.CipherSuite;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.observer.GroupObserver;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.delivery.GroupCharter;
import eu.paravent.protocol.notices.KeepingRule;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What the operator and the organisations ask of groups, beside what MLS does. */
final class GroupTerms {
  private final Notices notices;
  private List<Integer> suites =
      Arrays.stream(CipherSuite.values()).map(CipherSuite::value).toList();

  GroupTerms(Notices notices) {
    this.notices = notices;
  }

  List<Integer> suites() {
    return suites;
  }

  void takeOnly(List<Integer> ofNewGroups) {
    suites = List.copyOf(ofNewGroups);
  }

  /** Of a group that is to be founded. */
  void requireSuite(GroupObserver group) {
    if (!suites.contains(group.cipherSuite())) {
      throw new Refusal(
          ProblemCode.CIPHER_SUITE_REFUSED, "New groups here are of the suites " + suites);
    }
  }

  /** Of a group as it was, empty for a new one, and as it is to be. */
  void requireKept(Optional<GroupObserver> before, GroupObserver after) {
    Optional<GroupCharter> is = charter(after);
    if (is.isEmpty() || is.equals(before.flatMap(GroupTerms::charter))) {
      return;
    }
    for (String organisation : is.get().organisations()) {
      List<KeepingRule> rules = notices.keeping(organisation);
      is.get()
          .missing(rules)
          .ifPresent(
              days -> {
                throw new Refusal(
                    ProblemCode.RETENTION_TOO_SHORT,
                    organisation + " keeps such conversations for at least " + days + " days");
              });
    }
  }

  private static Optional<GroupCharter> charter(GroupObserver group) {
    try {
      return group.applicationData(GroupCharter.COMPONENT).flatMap(GroupCharter::read);
    } catch (MlsException e) {
      return Optional.empty();
    }
  }
}
