package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.internal.delivery.Backoff;
import eu.paravent.client.internal.delivery.ServerApi;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** What the parts of one client's engine share. */
final class Core {
  final Database database;
  final MlsState mls;
  final Events events;
  final Identity identity;
  final ServerApi server;
  final Threads threads;
  final Backoff backoff;
  final InstantSource clock;
  final SecureRandom random;

  /** How long a call of the host waits for the server. */
  final Duration patience;

  private final ConcurrentMap<ConversationId, Lane> lanes = new ConcurrentHashMap<>();

  Core(
      Database database,
      MlsState mls,
      Events events,
      Identity identity,
      ServerApi server,
      Threads threads,
      Backoff backoff,
      InstantSource clock,
      SecureRandom random,
      Duration patience) {
    this.database = database;
    this.mls = mls;
    this.events = events;
    this.identity = identity;
    this.server = server;
    this.threads = threads;
    this.backoff = backoff;
    this.clock = clock;
    this.random = random;
    this.patience = patience;
  }

  Lane lane(ConversationId id) {
    return lanes.computeIfAbsent(id, Lane::new);
  }

  /** A fresh random id: of a group, or for a request that may have to be sent again. */
  String newId() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return Hashes.text(bytes);
  }
}
