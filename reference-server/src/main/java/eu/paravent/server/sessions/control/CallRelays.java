package eu.paravent.server.sessions.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import eu.paravent.protocol.sessions.AccessToken.Relay;
import eu.paravent.server.requests.control.Ids;
import eu.paravent.server.settings.control.Setting;
import eu.paravent.server.settings.control.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Accounts on the operator's relay for calls, in the way that coturn and others know as the TURN
 * REST API: the name says until when it holds, the password is a MAC of the name. The relay learns
 * no identity of ours, and none that it could recognise.
 */
@ApplicationScoped
public class CallRelays {
  /** A call that began with a token may outlast it. */
  static final Duration LONGEST_CALL = Duration.ofHours(4);

  @Inject Settings settings;

  protected CallRelays() {}

  /** For tests. */
  CallRelays(Settings settings) {
    this.settings = settings;
  }

  /** Empty where the operator has none. */
  public Optional<Relay> until(Instant end) {
    Optional<String> secret = settings.text(Setting.TURN_SECRET);
    if (settings.list(Setting.TURN_ADDRESSES).isEmpty() || secret.isEmpty()) {
      return Optional.empty();
    }
    String name = end.getEpochSecond() + ":" + Ids.randomSecret().substring(0, 16);
    return Optional.of(
        new Relay(
            settings.list(Setting.TURN_ADDRESSES),
            name,
            password(secret.get(), name),
            settings.text(Setting.TURN_ONLY).map(Boolean::valueOf).filter(only -> only)));
  }

  private static String password(String secret, String name) {
    try {
      // what relays expect; an HMAC is not harmed by what is known against SHA-1
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA1"));
      return Base64.getEncoder().encodeToString(mac.doFinal(name.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java runtime has HMAC-SHA-1", e);
    }
  }
}
