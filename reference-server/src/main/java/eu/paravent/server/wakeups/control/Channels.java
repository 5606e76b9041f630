package eu.paravent.server.wakeups.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Optional;

/** The ways that this server has to wake devices. */
@ApplicationScoped
public class Channels {
  @Inject @Any Instance<WakeUpChannel> all;

  Optional<String> defect(String kind, String endpoint) {
    Optional<WakeUpChannel> channel = of(kind);
    return channel.isEmpty()
        ? Optional.of("This server has no such kind of wake-up.")
        : channel.get().defect(endpoint);
  }

  WakeUpChannel.Outcome wake(String kind, String endpoint) {
    // a kind that the operator took away again
    return of(kind).map(channel -> channel.wake(endpoint)).orElse(WakeUpChannel.Outcome.GONE);
  }

  private Optional<WakeUpChannel> of(String kind) {
    return all.stream().filter(channel -> channel.kind().equals(kind)).findFirst();
  }
}
