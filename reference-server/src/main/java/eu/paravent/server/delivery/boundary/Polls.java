package eu.paravent.server.delivery.boundary;

import eu.paravent.protocol.Headers;
import eu.paravent.protocol.Limits;
import eu.paravent.server.delivery.control.Connected;
import eu.paravent.server.delivery.control.GroupFounding;
import eu.paravent.server.delivery.control.LogGrew;
import eu.paravent.server.delivery.control.Memberships;
import eu.paravent.server.delivery.control.Reading;
import eu.paravent.server.delivery.control.Signals;
import eu.paravent.server.delivery.control.WakeUps;
import eu.paravent.server.metrics.control.Meters;
import eu.paravent.server.requests.control.Page;
import eu.paravent.server.sessions.control.Caller;
import eu.paravent.server.sessions.control.Sessions;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Requests that wait for news, at most one for a device. They hold no thread and no database
 * connection while they wait.
 */
@ApplicationScoped
public class Polls implements WakeUps, Connected {
  /** RFC 7240 §4.3. */
  private static final Pattern WAIT = Pattern.compile("(?:^|[,\\s])wait\\s*=\\s*\"?([0-9]{1,6})");

  @Resource ManagedExecutorService executor;
  @Inject Reading reading;
  @Inject Memberships memberships;
  @Inject Sessions sessions;
  @Inject Meters meters;
  private final Map<String, Waiting> byDevice = new ConcurrentHashMap<>();

  void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
    meters.watch("paravent.polls.waiting", "Requests that wait for news", byDevice::size);
  }

  private record Waiting(
      Caller.SignedIn device, Set<String> groups, CompletableFuture<Boolean> news) {}

  /** What a client asks for, within the limit. */
  static long seconds(@Nullable String prefer) {
    Matcher wait = WAIT.matcher(prefer == null ? "" : prefer);
    return wait.find() ? Math.min(Long.parseLong(wait.group(1)), Limits.LONG_POLL.toSeconds()) : 0;
  }

  /** At once where the client knows another version than this, or does not want to wait. */
  CompletionStage<Response> answer(
      Caller.SignedIn device, Page page, Optional<String> known, long waitSeconds) {
    if (known.isEmpty() || waitSeconds == 0) {
      return CompletableFuture.completedFuture(now(device, page, known));
    }
    Waiting waiting =
        new Waiting(
            device,
            new HashSet<>(memberships.groupsOf(device.deviceId())),
            new CompletableFuture<>());
    Waiting earlier = byDevice.put(device.deviceId(), waiting);
    if (earlier != null) {
      earlier.news.complete(true);
    }
    // looked at only now that news would be heard
    Response now = now(device, page, known);
    if (now.getStatus() != Response.Status.NOT_MODIFIED.getStatusCode()) {
      byDevice.remove(device.deviceId(), waiting);
      return CompletableFuture.completedFuture(now);
    }
    return waiting
        .news
        .completeOnTimeout(false, waitSeconds, TimeUnit.SECONDS)
        .thenApplyAsync(
            news -> {
              byDevice.remove(device.deviceId(), waiting);
              sessions.requireStill(device);
              return now(device, page, known);
            },
            executor);
  }

  private Response now(Caller.SignedIn device, Page page, Optional<String> known) {
    Reading.News news = reading.groups(device, page);
    String version = '"' + news.version() + '"';
    Response.ResponseBuilder answer =
        known.filter(version::equals).isPresent()
            ? Response.notModified()
            : Response.ok(news.list());
    return answer.header(Headers.ETAG, version).header("Cache-Control", "private").build();
  }

  @Override
  public void tell(List<LogGrew> events) {
    for (LogGrew event : events) {
      wake(event.joined());
      wake(event.removed());
      wake(event.welcomes().keySet());
      moved(event.groupId(), event.entry().sequence());
    }
  }

  @Override
  public void moved(String groupId, long sequence) {
    for (Waiting waiting : byDevice.values()) {
      if (waiting.groups.contains(groupId)) {
        waiting.news.complete(true);
      }
    }
  }

  /**
   * Whoever waits looks by itself when its time is over, and the answer says nothing of signals.
   */
  @Override
  public boolean lookAgain() {
    return false;
  }

  @Override
  public void tell(Signals.Signalled event) {
    // in no log, so not for those who ask for it
  }

  @Override
  public void tell(GroupFounding.Founded event) {
    wake(Set.of(event.deviceId()));
  }

  @Override
  public void tell(Sessions.Ended event) {
    for (Waiting waiting : byDevice.values()) {
      if (waiting.device.tokenHash().equals(event.tokenHash())) {
        waiting.news.complete(true);
      }
    }
  }

  private void wake(Collection<String> devices) {
    for (String device : devices) {
      Waiting waiting = byDevice.get(device);
      if (waiting != null) {
        waiting.news.complete(true);
      }
    }
  }

  @Override
  public Set<String> devices() {
    return Set.copyOf(byDevice.keySet());
  }

  @PreDestroy
  void stop() {
    byDevice.values().forEach(waiting -> waiting.news.complete(false));
  }
}
