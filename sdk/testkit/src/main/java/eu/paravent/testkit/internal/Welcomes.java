package eu.paravent.testkit.internal;

import eu.paravent.client.spi.Transport.Response;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.delivery.PendingWelcome;
import eu.paravent.protocol.delivery.WelcomeList;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Welcomes that wait for their devices. */
final class Welcomes {
  private final Surroundings surroundings;
  private final PushHub push;
  private final Map<String, List<Queued>> byDevice = new HashMap<>();

  private long queued;

  private record Queued(PendingWelcome welcome, Instant at, long number) {}

  Welcomes(Surroundings surroundings, PushHub push) {
    this.surroundings = surroundings;
    this.push = push;
  }

  void routes(Router router) {
    router.signedIn(
        "GET",
        Paths.WELCOMES,
        call -> {
          Page<Queued> page =
              Page.of(
                  call,
                  "welcomes",
                  of(call.session().device()),
                  queued -> Page.sortable(queued.number));
          return Reply.json(
              200,
              new WelcomeList(page.items().stream().map(Queued::welcome).toList(), page.next()));
        });
    router.signedIn("DELETE", Paths.WELCOME, this::acknowledge);
  }

  List<String> waitingIds(String device) {
    return of(device).map(queued -> queued.welcome.welcomeId()).toList();
  }

  void add(Collection<String> devices, String groupId, long sequence, byte[] welcome) {
    for (String device : devices) {
      PendingWelcome pending =
          new PendingWelcome(surroundings.newId(16), groupId, sequence, welcome);
      byDevice
          .computeIfAbsent(device, d -> new ArrayList<>())
          .add(new Queued(pending, surroundings.now(), queued++));
      push.welcome(device, pending);
    }
  }

  private Response acknowledge(Call call) {
    String id = call.variable("welcomeId");
    List<Queued> waiting = byDevice.get(call.session().device());
    if (waiting != null) {
      waiting.removeIf(queued -> queued.welcome.welcomeId().equals(id));
    }
    return Reply.empty();
  }

  private Stream<Queued> of(String device) {
    Instant oldest = surroundings.oldestKept();
    return byDevice.getOrDefault(device, List.of()).stream()
        .filter(waiting -> !waiting.at.isBefore(oldest));
  }
}
