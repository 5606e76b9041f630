package eu.paravent.client.internal.engine;

import eu.paravent.client.KeyAgreement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * In which suites the server lets conversations begin, as its operator decided: asked when it
 * refused one, and known for an hour. It can ask for more than this client would do by itself,
 * never for less: nobody is talked out of hybrid key agreement by a server.
 */
final class ServerSuites {
  /** The server says so about a group that is to be founded. */
  static final String REFUSED = "cipher-suite-refused";

  private static final Duration KNOWN = Duration.ofHours(1);

  private final Core core;
  private volatile Answer answer = new Answer(List.of(), Instant.MIN);

  private record Answer(List<Integer> suites, Instant until) {}

  ServerSuites(Core core) {
    this.core = core;
  }

  void ask() {
    answer = new Answer(core.server.newSuites(), core.clock.instant().plus(KNOWN));
  }

  /** As far as it is known. */
  boolean takes(KeyAgreement agreement) {
    Answer now = answer;
    return now.suites.isEmpty()
        || core.clock.instant().isAfter(now.until)
        || now.suites.contains(Suites.of(agreement).value());
  }

  /**
   * @param negotiable nobody demanded the one that is wanted
   */
  KeyAgreement instead(KeyAgreement wanted, boolean negotiable) {
    boolean raise =
        negotiable
            && wanted == KeyAgreement.CLASSICAL
            && !takes(KeyAgreement.CLASSICAL)
            && takes(KeyAgreement.HYBRID);
    return raise ? KeyAgreement.HYBRID : wanted;
  }
}
