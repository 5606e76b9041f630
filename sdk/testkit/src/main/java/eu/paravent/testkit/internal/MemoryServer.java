package eu.paravent.testkit.internal;

import eu.paravent.client.spi.Transport.PushChannel;
import eu.paravent.client.spi.Transport.PushListener;
import eu.paravent.client.spi.Transport.Request;
import eu.paravent.client.spi.Transport.Response;
import eu.paravent.protocol.Paths;
import eu.paravent.testkit.fault.Malice;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The components, wired. One request at a time: what lands, lands whole. */
public final class MemoryServer implements AutoCloseable {
  private final Object lock = new Object();
  private final Surroundings surroundings;
  private final Router router;
  private final Sessions sessions;
  private final PushHub push = new PushHub();
  private final Malice malice;
  private final GroupTerms terms;

  public MemoryServer(
      String baseUrl, String registrationToken, InstantSource clock, Duration retention) {
    surroundings =
        new Surroundings(baseUrl, registrationToken, clock, retention, new SecureRandom());
    Groups groups = new Groups();
    Organisations organisations = new Organisations(surroundings);
    Revocations revocations = new Revocations(surroundings, organisations);
    Devices devices = new Devices(organisations, revocations);
    Invites invites = new Invites(surroundings, organisations, groups);
    Welcomes welcomes = new Welcomes(surroundings, push);
    sessions = new Sessions(surroundings, organisations, devices, invites, revocations);
    router = new Router(sessions::ofToken);
    organisations.routes(router);
    revocations.routes(router);
    revocations.whenChanged(changed -> sessions.endRevoked());
    sessions.whenEnded(push::closeEnded);
    devices.routes(router);
    sessions.routes(router);
    KeyPackages keyPackages = new KeyPackages(surroundings, devices, revocations);
    keyPackages.routes(router);
    invites.routes(router);
    Notices notices = new Notices(surroundings, organisations);
    notices.routes(router);
    new OwnData(surroundings, devices, notices).routes(router);
    JoinRequests joinRequests =
        new JoinRequests(surroundings, groups, invites, notices, keyPackages);
    joinRequests.routes(router);
    welcomes.routes(router);
    new WakeUps(surroundings).routes(router);
    Administration.routes(router);
    terms = new GroupTerms(notices);
    GroupFollower follower = new GroupFollower(new MemberCheck(sessions::requireVouched));
    new Delivery(
            surroundings,
            groups,
            devices,
            follower,
            terms,
            invites,
            notices,
            joinRequests,
            welcomes,
            push)
        .routes(router);
    new Reading(surroundings, groups, invites, welcomes, terms).routes(router);
    Attachments attachments = new Attachments(surroundings, groups);
    attachments.routes(router);
    new Uploads(surroundings, groups, attachments).routes(router);
    malice =
        new MemoryMalice(lock, surroundings, groups, keyPackages, joinRequests, welcomes, push);
  }

  /** New groups are founded in these cipher suites only, from now on. */
  public void takeOnly(List<Integer> cipherSuites) {
    synchronized (lock) {
      terms.takeOnly(cipherSuites);
    }
  }

  public Malice malice() {
    return malice;
  }

  public Response handle(Request request) {
    synchronized (lock) {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Reading.patience(request));
      while (true) {
        Response response = answer(request);
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (response.status() != Reply.NOT_MODIFIED || left <= 0) {
          // whatever it was: who waits for news looks again
          lock.notifyAll();
          return response;
        }
        try {
          lock.wait(left);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return response;
        }
      }
    }
  }

  private Response answer(Request request) {
    try {
      Optional<Response> ofVersions = Versions.answer(request);
      return ofVersions.isPresent() ? ofVersions.get() : router.handle(request);
    } catch (Refusal refusal) {
      return Reply.problem(refusal.problem());
    }
  }

  public PushChannel push(String path, PushListener listener) throws IOException {
    if (!path.equals(Paths.PUSH)) {
      throw new IOException("No push channel at " + path);
    }
    return push.open(listener, new TokenSignIn());
  }

  /** Push channels end; requests that are under way are answered. */
  @Override
  public void close() {
    push.closeAll();
  }

  private final class TokenSignIn implements PushConnection.SignIn {
    @Override
    public Session of(String token) {
      synchronized (lock) {
        return sessions.ofToken(token);
      }
    }

    @Override
    public boolean lasts(Session session) {
      synchronized (lock) {
        return sessions.lasts(session);
      }
    }
  }
}
