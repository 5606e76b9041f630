package eu.paravent.server.privacy.control;

import eu.paravent.mls.CipherSuite;
import eu.paravent.protocol.privacy.PrivacyOverview.Deviation;
import eu.paravent.protocol.privacy.PrivacyOverview.Suite;
import eu.paravent.server.limits.control.NewSuites;
import eu.paravent.server.notices.control.Profiles;
import eu.paravent.server.notices.control.Published;
import eu.paravent.server.privacy.entity.PrivacyRows;
import eu.paravent.server.settings.control.Configuration;
import eu.paravent.server.settings.control.Setting;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What an organisation's conversations have: with whom, and in which cipher suites. */
@ApplicationScoped
public class Together {
  private static final String NOT_NOTED = "-";

  @Inject PrivacyRows rows;
  @Inject Profiles profiles;
  @Inject NewSuites suites;
  @Inject Configuration configuration;

  /**
   * Another controller that the organisation shares conversations with.
   *
   * @param company empty where it has published nothing here
   */
  record Partner(String organisation, long conversations, Optional<Published> company) {}

  /** What documents can tell of conversations. */
  record Shown(List<Suite> suites, List<Partner> partners) {
    /** From the profile: of settings, and of conversations in suites that new ones do not get. */
    List<Deviation> deviations(Configuration configuration) {
      Stream<Deviation> settings =
          configuration.deviations().stream()
              .map(d -> new Deviation(d.setting().variable(), d.expected(), d.actual()));
      Stream<Deviation> earlier =
          suites.stream()
              .filter(suite -> suite.state().equals(Suite.KEPT) && suite.conversations() > 0)
              .map(
                  suite ->
                      new Deviation(
                          Setting.CIPHER_SUITES.variable(),
                          configuration.value(Setting.CIPHER_SUITES).shown(),
                          suite.number() + " (" + suite.conversations() + ")"));
      return Stream.concat(settings, earlier).toList();
    }
  }

  Shown of(String organisation) {
    List<Partner> partners =
        rows.partners(organisation).entrySet().stream()
            .map(one -> new Partner(one.getKey(), one.getValue(), profiles.published(one.getKey())))
            .toList();
    return new Shown(suites(suites.numbers(), rows.suites(organisation)), partners);
  }

  /**
   * @param taken of new conversations, the one to be preferred first
   * @param used how many there are, by the number; 0 stands for those that were not noted yet
   */
  static List<Suite> suites(List<Integer> taken, Map<Integer, Long> used) {
    List<Suite> all = new ArrayList<>();
    taken.forEach(suite -> all.add(shown(suite, Suite.NEW, used)));
    new TreeSet<>(used.keySet())
        .stream()
            .filter(suite -> suite != 0 && !taken.contains(suite))
            .forEach(suite -> all.add(shown(suite, Suite.KEPT, used)));
    long notNoted = used.getOrDefault(0, 0L);
    if (notNoted > 0) {
      all.add(new Suite(NOT_NOTED, NOT_NOTED, Suite.UNKNOWN, notNoted));
    }
    return all;
  }

  private static Suite shown(int suite, String state, Map<Integer, Long> used) {
    return new Suite(
        NewSuites.written(suite),
        CipherSuite.of(suite).map(CipherSuite::name).orElse(NOT_NOTED),
        state,
        used.getOrDefault(suite, 0L));
  }
}
