package eu.paravent.server.sessions.control;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import eu.paravent.server.requests.control.ServerClock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * Who is behind the tokens that were shown here lately, without asking the database again. A
 * session that ended on this node is forgotten at once, one that ended on another node when this
 * one hears of it, at the latest after {@link #LASTS}: for methods that are {@link ChecksSession}.
 * Holds hashes of tokens. Thread-safe.
 */
@ApplicationScoped
public class KnownSessions {
  private static final Duration LASTS = Duration.ofMinutes(1);
  private static final int MOST = 10_000;

  @Inject Sessions sessions;
  @Inject ServerClock clock;
  private final Cache<String, Caller.SignedIn> byHash =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(LASTS).build();

  /** As {@link Sessions#require}, from memory where it is there. */
  public Caller.SignedIn require(String token) {
    String hash = SignIn.hash(token);
    Caller.SignedIn known = byHash.getIfPresent(hash);
    if (known != null && clock.now().isBefore(known.expiresAt())) {
      return known;
    }
    Caller.SignedIn device = sessions.require(token);
    byHash.put(hash, device);
    return device;
  }

  public void forget(String tokenHash) {
    byHash.invalidate(tokenHash);
  }
}
