package eu.paravent.testkit.internal;

import eu.paravent.client.spi.Transport.Response;
import eu.paravent.protocol.Limits;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.wakeups.WakeUp;
import eu.paravent.protocol.wakeups.WakeUpRegistration;
import java.util.HashMap;
import java.util.Map;

/** Who asked to be woken. This server has no network, so it remembers that and wakes nobody. */
final class WakeUps {
  /** A host with a name, whose last part no number can be. */
  private static final String ADDRESS =
      "https://([A-Za-z0-9-]+\\.)+[A-Za-z][A-Za-z0-9-]*(:[0-9]{1,5})?(/[!-~&&[^#]]*)?";

  private final Surroundings surroundings;
  private final Map<String, WakeUp> byDevice = new HashMap<>();

  WakeUps(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  void routes(Router router) {
    router.signedIn("PUT", Paths.WAKE_UP, this::register);
    router.signedIn("GET", Paths.WAKE_UP, this::own);
    router.signedIn("DELETE", Paths.WAKE_UP, this::remove);
  }

  private Response register(Call call) {
    WakeUpRegistration registration = call.json(WakeUpRegistration.class);
    if (!registration.kind().equals(WakeUpRegistration.WEBHOOK)
        || registration.endpoint().length() > Limits.WAKE_UP_ENDPOINT
        || !registration.endpoint().matches(ADDRESS)) {
      throw new Refusal(
          ProblemCode.WAKE_UP_REFUSED, "A webhook with an https address of a named host, please");
    }
    WakeUp wakeUp =
        new WakeUp(registration.kind(), surroundings.now().plus(Limits.WAKE_UP_LIFETIME));
    byDevice.put(call.session().device(), wakeUp);
    return Reply.json(200, wakeUp);
  }

  private Response own(Call call) {
    WakeUp wakeUp = byDevice.get(call.session().device());
    if (wakeUp == null || !surroundings.now().isBefore(wakeUp.expiresAt())) {
      throw new Refusal(ProblemCode.WAKE_UP_UNKNOWN, "It never registered, or too long ago");
    }
    return Reply.json(200, wakeUp);
  }

  private Response remove(Call call) {
    byDevice.remove(call.session().device());
    return Reply.empty();
  }
}
