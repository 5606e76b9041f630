package eu.paravent.client.internal.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import eu.paravent.client.ChatException;
import eu.paravent.client.ConversationId;
import eu.paravent.client.TypingListener;
import eu.paravent.client.UserId;
import eu.paravent.client.event.EventLog.Subscription;
import eu.paravent.client.internal.delivery.EpochConflictException;
import eu.paravent.client.internal.store.StoreTransaction;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsGroup;
import eu.paravent.mls.ReceivedMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * That someone is writing just now. Travels as an encrypted message that the server hands to those
 * who are connected and keeps nowhere (docs/protocol-v1.md, signals); nothing of it is stored here
 * either, but the ratchet that it moved. What is lost is not missed.
 */
final class Typing {
  private static final System.Logger LOG = System.getLogger(Typing.class.getName());

  /** How often it is said, and how long it holds. */
  static final Duration AGAIN = Duration.ofSeconds(3), HOLDS = Duration.ofSeconds(7);

  /**
   * Between two messages of this client: each takes a generation of its ratchet, and who was away
   * can go forward by so many only (RFC 9420 §9.2).
   */
  static final int SIGNALS_MOST = 64;

  /**
   * The authenticated data of a signal, in place of counter and anchor: a message of the log cannot
   * be passed off as a signal, nor a signal as a message of the log.
   */
  private static final byte[] MARK = "signal".getBytes(UTF_8);

  private static final byte[] TYPING = "typing".getBytes(UTF_8);
  private static final int VERSION = 1, WAITING_MOST = 16;
  private static final String SPACE = Space.SIGNALS.title();

  private final Core core;
  private final Disclosures disclosures;
  private final Map<ConversationId, Instant> said = new ConcurrentHashMap<>();
  private final Map<ConversationId, Map<UserId, Instant>> others = new ConcurrentHashMap<>();
  private final Map<ConversationId, Integer> waiting = new ConcurrentHashMap<>();
  private final Set<TypingListener> listeners =
      Collections.newSetFromMap(new ConcurrentHashMap<>());

  Typing(Core core, Disclosures disclosures) {
    this.core = core;
    this.disclosures = disclosures;
  }

  /** This person is writing. */
  void show(ConversationId id) {
    Instant now = core.clock.instant();
    Instant before = said.get(id);
    if (core.identity.archivist()
        || (before != null && now.isBefore(before.plus(AGAIN)) && !now.isBefore(before))
        || !core.database.read(tx -> disclosures.in(tx, id).typing())) {
      return;
    }
    said.put(id, now);
    core.threads.run(() -> core.lane(id).inTurn(() -> send(id, now)));
  }

  private void send(ConversationId id, Instant asked) {
    if (core.clock.instant().isAfter(asked.plus(AGAIN))
        || !core.lane(id).logSeen
        || core.database.read(tx -> FreshFirst.of(tx, id))) {
      return;
    }
    try {
      Optional<byte[]> sealed = core.database.write(tx -> seal(tx, id));
      sealed.ifPresent(message -> core.server.signal(id.value(), message));
    } catch (ChatException | EpochConflictException e) {
      LOG.log(System.Logger.Level.DEBUG, () -> "Not told: " + e.getMessage());
    }
  }

  private Optional<byte[]> seal(Tx tx, ConversationId id) {
    Optional<ConversationRow> row =
        ConversationRow.find(tx.store(), id).filter(ConversationRow::active);
    Optional<MlsGroup> group = row.flatMap(r -> core.mls.find(id));
    if (group.isEmpty()) {
      return Optional.empty();
    }
    long count = count(tx.store(), id);
    try {
      if (count >= SIGNALS_MOST || !group.get().pendingProposals().isEmpty()) {
        return Optional.empty();
      }
      byte[] sealed = group.get().encrypt(TYPING, MARK);
      tx.store().put(SPACE, id.value(), new Row.Writer(VERSION).number(count + 1).done());
      return Optional.of(sealed);
    } catch (MlsException e) {
      LOG.log(System.Logger.Level.DEBUG, () -> "Not told: " + e.getMessage());
      return Optional.empty();
    }
  }

  private static long count(StoreTransaction tx, ConversationId id) {
    return tx.get(SPACE, id.value()).map(row -> new Row.Reader(row, VERSION).number()).orElse(0L);
  }

  /** A message of this client is in the log: from there on everybody can count again. */
  static void messageAccepted(StoreTransaction tx, ConversationId id) {
    tx.delete(SPACE, id.value());
  }

  /** A signal came. Nothing that it could hold changes anything but who is shown as writing. */
  void received(ConversationId id, byte[] message) {
    if (waiting.merge(id, 1, Integer::sum) > WAITING_MOST) {
      // more than people type: what is dropped is not missed
      waiting.merge(id, -1, Integer::sum);
      return;
    }
    core.threads.run(
        () -> {
          waiting.merge(id, -1, Integer::sum);
          core.lane(id).inTurn(() -> open(id, message));
        });
  }

  private void open(ConversationId id, byte[] message) {
    UserId sender;
    try {
      sender = core.database.write(tx -> sender(tx, id, message));
    } catch (NoSignalException e) {
      LOG.log(System.Logger.Level.DEBUG, () -> "Signal passed over: " + e.getMessage());
      return;
    }
    if (!sender.equals(core.identity.user())) {
      begin(id, sender);
    }
  }

  /**
   * Whatever else came by this way is rolled back with all it did to the group's state: it has its
   * place in the log, and is processed there.
   */
  private UserId sender(Tx tx, ConversationId id, byte[] message) {
    boolean active =
        ConversationRow.find(tx.store(), id).filter(ConversationRow::active).isPresent();
    if (!active) {
      throw new NoSignalException("the conversation is over");
    }
    try {
      if (core.mls.group(id).process(message) instanceof ReceivedMessage.Application signal
          && Arrays.equals(signal.authenticatedData(), MARK)
          && Arrays.equals(signal.data(), TYPING)) {
        UserId user = Seats.of(signal.sender()).user();
        if (CharterRow.of(tx.store(), id).archivists().contains(user)) {
          throw new NoSignalException("an archivist says nothing");
        }
        return user;
      }
    } catch (MlsException e) {
      // of another epoch, for one
      throw new NoSignalException(String.valueOf(e.getMessage()));
    }
    throw new NoSignalException("it is of another kind");
  }

  private static final class NoSignalException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NoSignalException(String message) {
      super(message);
    }
  }

  private void begin(ConversationId id, UserId who) {
    boolean fresh;
    Map<UserId, Instant> there = others.computeIfAbsent(id, key -> new LinkedHashMap<>());
    synchronized (there) {
      fresh = there.put(who, core.clock.instant().plus(HOLDS)) == null;
    }
    core.threads.later(HOLDS.plusMillis(50), () -> tidy(id));
    if (fresh) {
      tell(id);
    }
  }

  /** A message of this person came: it is written. */
  void ended(ConversationId id, UserId who) {
    Map<UserId, Instant> there = others.get(id);
    if (there == null) {
      return;
    }
    boolean was;
    synchronized (there) {
      was = there.remove(who) != null;
    }
    if (was) {
      tell(id);
    }
  }

  private void tidy(ConversationId id) {
    Map<UserId, Instant> there = others.getOrDefault(id, Map.of());
    boolean fewer;
    synchronized (there) {
      fewer = there.values().removeIf(until -> !until.isAfter(core.clock.instant()));
    }
    if (fewer) {
      tell(id);
    }
  }

  List<UserId> now(ConversationId id) {
    Map<UserId, Instant> there = others.getOrDefault(id, Map.of());
    Instant now = core.clock.instant();
    synchronized (there) {
      return there.entrySet().stream()
          .filter(one -> one.getValue().isAfter(now))
          .map(Map.Entry::getKey)
          .toList();
    }
  }

  Subscription follow(TypingListener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  private void tell(ConversationId id) {
    for (TypingListener listener : listeners) {
      synchronized (listener) {
        try {
          listener.changed(id, now(id));
        } catch (RuntimeException e) {
          // the host's code: the next change is told all the same
          LOG.log(
              System.Logger.Level.WARNING,
              () -> "The typing listener failed: " + e.getClass().getName());
        }
      }
    }
  }
}
