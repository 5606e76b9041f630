package eu.paravent.server.sessions.control;

import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.sessions.SessionList;
import eu.paravent.server.devices.control.Devices;
import eu.paravent.server.devices.control.KnownDevice;
import eu.paravent.server.problems.control.Refusal;
import eu.paravent.server.requests.control.Page;
import eu.paravent.server.requests.control.ServerClock;
import eu.paravent.server.sessions.entity.AccessGrant;
import eu.paravent.server.sessions.entity.SessionRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Sessions that exist: who is behind a token, and the end of it. */
@ApplicationScoped
public class Sessions {
  @Inject SessionRows rows;
  @Inject Devices devices;
  @Inject ServerClock clock;
  @Inject Event<Ended> ended;

  /** Fired with the transaction that ends a session. */
  public record Ended(String tokenHash) {}

  /**
   * Who holds this token.
   *
   * @param token as it came; unknown and expired ones are refused alike
   */
  @Transactional
  public Caller.SignedIn require(String token) {
    String hash = SignIn.hash(token);
    AccessGrant grant =
        rows.grant(hash).filter(g -> g.aliveAt(clock.now())).orElseThrow(Sessions::notSignedIn);
    KnownDevice device = devices.find(grant.deviceId()).orElseThrow(Sessions::notSignedIn);
    return new Caller.SignedIn(
        device.id(),
        device.uri(),
        device.userUri(),
        device.organisation(),
        device.inviteId(),
        grant.chain(),
        hash,
        grant.expiresAt());
  }

  /** Refuses where it was ended since. */
  @Transactional
  public void requireStill(Caller.SignedIn session) {
    if (rows.grant(session.tokenHash()).filter(g -> g.aliveAt(clock.now())).isEmpty()) {
      throw notSignedIn();
    }
  }

  /** Which of these were ended. */
  public Set<String> gone(Collection<String> tokenHashes) {
    Set<String> gone = new HashSet<>(tokenHashes);
    rows.known(tokenHashes).forEach(gone::remove);
    return gone;
  }

  /** Those of the caller's user, on all devices. */
  public SessionList list(Caller.SignedIn caller, Page page) {
    return UserSessions.shown(
        rows.ofUserOf(caller.deviceId(), clock.now()), page, caller.tokenHash());
  }

  /** Ends one of the caller's user; whatever else it names stays as it is. */
  public void end(Caller.SignedIn caller, String sessionId) {
    boolean own =
        rows.ofUserOf(caller.deviceId(), clock.now()).stream()
            .anyMatch(shown -> shown.grant().tokenHash().equals(sessionId));
    if (own) {
      rows.remove(sessionId);
      ended.fire(new Ended(sessionId));
    }
  }

  public void end(Caller.SignedIn session) {
    rows.remove(session.tokenHash());
    ended.fire(new Ended(session.tokenHash()));
  }

  public static Refusal notSignedIn() {
    return Refusal.of(
        ProblemCode.NOT_SIGNED_IN,
        "Sign in at POST /api/v1/sessions and send the token as Authorization: Bearer.");
  }
}
