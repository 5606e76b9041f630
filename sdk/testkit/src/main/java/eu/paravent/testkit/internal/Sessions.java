package eu.paravent.testkit.internal;

import eu.paravent.client.spi.Transport.Response;
import eu.paravent.protocol.Base64Url;
import eu.paravent.protocol.Headers;
import eu.paravent.protocol.Limits;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.sessions.AccessToken;
import eu.paravent.protocol.sessions.DeviceSession;
import eu.paravent.protocol.sessions.SessionList;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sign-in by assertion (RFC 7523). */
final class Sessions {
  private final Surroundings surroundings;
  private final Organisations organisations;
  private final Devices devices;
  private final Invites invites;
  private final Revocations revocations;
  private final Map<String, Session> byTokenHash = new HashMap<>();
  private final Set<String> usedAssertions = new HashSet<>();
  private Runnable ended = () -> {};

  Sessions(
      Surroundings surroundings,
      Organisations organisations,
      Devices devices,
      Invites invites,
      Revocations revocations) {
    this.revocations = revocations;
    this.surroundings = surroundings;
    this.organisations = organisations;
    this.devices = devices;
    this.invites = invites;
  }

  void routes(Router router) {
    router.open("POST", Paths.SESSIONS, this::signIn);
    router.signedIn("DELETE", Paths.CURRENT_SESSION, this::signOut);
    router.signedIn("GET", Paths.SESSIONS, this::list);
    router.signedIn("DELETE", Paths.SESSION, this::end);
  }

  Session ofToken(String token) {
    Session session = byTokenHash.get(hash(token));
    if (session == null || !surroundings.now().isBefore(session.expiresAt())) {
      throw new Refusal(
          ProblemCode.NOT_SIGNED_IN, "The access token is missing, unknown or expired: sign in");
    }
    return session;
  }

  private Response signIn(Call call) {
    call.requireMediaType(Headers.FORM);
    Map<String, String> form = Router.form(new String(call.body(), StandardCharsets.UTF_8));
    if (!AccessToken.GRANT_TYPE.equals(form.get("grant_type"))) {
      throw new Refusal(
          ProblemCode.MALFORMED_REQUEST, "grant_type is not " + AccessToken.GRANT_TYPE);
    }
    Jws assertion = Jws.parse(form.getOrDefault("assertion", ""));
    List<byte[]> chain = assertion.chain();
    Identity identity = Certificates.identity(chain);
    requireVouched(identity, chain);
    assertion.requireSignature(Certificates.publicKey(identity.publicKey()));
    if (!assertion.text("iss").equals(identity.deviceUri())) {
      throw Jws.refused("its issuer is not the device of the certificate");
    }
    assertion.requireFor(identity.deviceUri(), surroundings.baseUrl(), surroundings.now());
    if (!usedAssertions.add(identity.deviceUri() + " " + assertion.text("jti"))) {
      throw new Refusal(ProblemCode.ASSERTION_REPLAYED, "Make a new assertion for every sign-in");
    }
    if (identity.guest()) {
      invites.requireSignInAllowed(identity);
    }
    devices.register(identity, chain);
    String token = surroundings.newId(32);
    Instant expiresAt = surroundings.now().plus(Limits.TOKEN_LIFETIME);
    Instant certified = Certificates.parse(chain.get(0)).getNotAfter().toInstant();
    if (certified.isBefore(expiresAt)) {
      expiresAt = certified;
    }
    byTokenHash.put(hash(token), new Session(identity, chain, surroundings.now(), expiresAt));
    long seconds = Duration.between(surroundings.now(), expiresAt).toSeconds();
    return Reply.json(200, new AccessToken(token, "Bearer", seconds, Optional.empty()));
  }

  /** Somebody who may: the organisation's root for its staff, the invite's key for its guests. */
  void requireVouched(Identity identity, List<byte[]> chain) {
    if (identity.guest()) {
      Invite invite = invites.known(identity.inviteId().orElseThrow());
      Certificates.requireSignedBy(
          chain.get(0), Certificates.publicKey(invite.publicKey()), surroundings.now());
      if (!invite.groupId().equals(identity.groupId().orElseThrow())
          || !invite.organisation().equals(identity.organisation())) {
        throw new Refusal(
            ProblemCode.CERTIFICATE_REFUSED, "The certificate is for another group's invite");
      }
      return;
    }
    byte[] root = organisations.root(identity.organisation());
    if (!Arrays.equals(root, chain.get(1))) {
      throw new Refusal(
          ProblemCode.CERTIFICATE_REFUSED,
          "The chain does not end at the root of " + identity.organisation());
    }
    Certificates.requireSignedBy(
        chain.get(0), Certificates.parse(root).getPublicKey(), surroundings.now());
    if (revocations.revoked(identity.organisation(), chain)) {
      throw new Refusal(
          ProblemCode.CERTIFICATE_REFUSED, "The organisation has revoked the certificate");
    }
  }

  /** Run after sessions ended before their time. */
  void whenEnded(Runnable listener) {
    ended = listener;
  }

  /** Ends those whose certificates were revoked. */
  void endRevoked() {
    byTokenHash
        .values()
        .removeIf(
            session -> revocations.revoked(session.identity().organisation(), session.chain()));
    ended.run();
  }

  boolean lasts(Session session) {
    return byTokenHash.containsValue(session) && surroundings.now().isBefore(session.expiresAt());
  }

  private Response list(Call call) {
    Page<DeviceSession> page =
        Page.of(
            call,
            "sessions",
            byTokenHash.entrySet().stream()
                .filter(entry -> isOwn(call, entry.getValue()))
                .map(
                    entry ->
                        new DeviceSession(
                            entry.getKey(),
                            entry.getValue().device(),
                            entry.getValue().begunAt(),
                            entry.getValue().expiresAt(),
                            entry.getValue() == call.session())),
            session -> session.deviceUri() + "/" + session.sessionId());
    return Reply.json(200, new SessionList(page.items(), page.next()));
  }

  private Response end(Call call) {
    byTokenHash
        .entrySet()
        .removeIf(
            entry ->
                entry.getKey().equals(call.variable("sessionId")) && isOwn(call, entry.getValue()));
    ended.run();
    return Reply.empty();
  }

  private boolean isOwn(Call call, Session session) {
    return session.identity().userUri().equals(call.session().identity().userUri())
        && surroundings.now().isBefore(session.expiresAt());
  }

  private Response signOut(Call call) {
    byTokenHash.values().removeIf(session -> session == call.session());
    ended.run();
    return Reply.empty();
  }

  private static String hash(String token) {
    try {
      return Base64Url.encode(
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
