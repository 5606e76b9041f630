package eu.paravent.server.sessions.control;

import eu.paravent.protocol.Limits;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.sessions.AccessToken;
import eu.paravent.server.delivery.control.Memberships;
import eu.paravent.server.devices.control.ChainCheck;
import eu.paravent.server.devices.control.Devices;
import eu.paravent.server.devices.control.KnownDevice;
import eu.paravent.server.identity.control.DeviceName;
import eu.paravent.server.identity.control.Jws;
import eu.paravent.server.identity.control.VerifiedDevice;
import eu.paravent.server.invites.control.Invites;
import eu.paravent.server.problems.control.Refusal;
import eu.paravent.server.requests.control.Ids;
import eu.paravent.server.requests.control.Retried;
import eu.paravent.server.requests.control.ServerClock;
import eu.paravent.server.sessions.entity.AccessGrant;
import eu.paravent.server.sessions.entity.SessionRows;
import eu.paravent.server.sessions.entity.UsedAssertion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/**
 * The JWT bearer grant (RFC 7523): a device proves its key and gets a token. Committed on return.
 */
@ApplicationScoped
public class SignIn {
  @Inject ChainCheck chains;
  @Inject CallRelays relays;
  @Inject Devices devices;
  @Inject Invites invites;
  @Inject Memberships memberships;
  @Inject SessionRows rows;
  @Inject ServerClock clock;

  @Retried
  @Transactional
  public AccessToken signIn(String assertion, String audience) {
    Instant now = clock.now();
    Jws jws = Jws.parse(assertion);
    VerifiedDevice device = chains.check(jws.chain());
    Jws.Claims claims = jws.verify(device.signatureKey(), audience, now);
    String uri = device.name().uri();
    if (!claims.sub().equals(uri) || !claims.iss().filter(uri::equals).isPresent()) {
      throw Refusal.of(
          ProblemCode.ASSERTION_REFUSED,
          "Issuer and subject must be the URI of the device in the certificate.");
    }
    useOnce(claims, uri);
    if (device.name() instanceof DeviceName.Guest guest
        && !memberships.isMember(invites.terms(guest.inviteId()).groupId(), uri)) {
      invites.requireAlive(guest.inviteId(), uri);
    }
    KnownDevice registered = devices.seen(device);
    String token = Ids.randomSecret();
    Instant expiresAt = now.plus(Limits.TOKEN_LIFETIME);
    if (device.notAfter().isBefore(expiresAt)) {
      expiresAt = device.notAfter();
    }
    rows.add(new AccessGrant(hash(token), registered.id(), device.chain(), now, expiresAt));
    return new AccessToken(
        token,
        "Bearer",
        Duration.between(now, expiresAt).toSeconds(),
        relays.until(expiresAt.plus(CallRelays.LONGEST_CALL)));
  }

  private void useOnce(Jws.Claims claims, String uri) {
    String jti =
        claims
            .jti()
            .orElseThrow(
                () -> Refusal.of(ProblemCode.ASSERTION_REFUSED, "The assertion has no jti."));
    String id = hash(uri + "\n" + jti);
    if (rows.used(id)) {
      throw Refusal.of(
          ProblemCode.ASSERTION_REPLAYED, "Make a new assertion with a jti of its own.");
    }
    rows.use(
        new UsedAssertion(
            id, Instant.ofEpochSecond(claims.exp()).plus(Limits.CLOCK_SKEW).plusSeconds(1)));
  }

  static String hash(String secret) {
    return Ids.hash(secret.getBytes(StandardCharsets.UTF_8));
  }
}
