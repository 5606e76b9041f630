package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.Participant;
import eu.paravent.client.RefusedException;
import eu.paravent.client.UserId;
import eu.paravent.client.archive.RecordDesk;
import eu.paravent.client.archive.RecordKeeper;
import eu.paravent.client.archive.Recorded;
import eu.paravent.client.archive.Recorded.Kind;
import eu.paravent.client.event.EventLog;
import eu.paravent.client.internal.cbor.CborException;
import eu.paravent.client.internal.delivery.Entry;
import eu.paravent.client.internal.mimi.MimiCodec;
import eu.paravent.client.internal.mimi.MimiContent;
import eu.paravent.client.internal.store.StoreTransaction;
import eu.paravent.mls.GroupPolicy.Member;
import eu.paravent.mls.ReceivedMessage;
import eu.paravent.mls.credential.Credential;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The records of an archivist: written to the store in the transaction that takes a log entry in,
 * before the server is told that it arrived, and handed to the keeper from there. Nothing at all in
 * other clients.
 */
final class Records {
  private static final System.Logger LOG = System.getLogger(Records.class.getName());
  private static final int BATCH = 16;
  private static final byte[] NONE = {};

  private final Core core;
  private final AtomicReference<@Nullable Keeping> keeping = new AtomicReference<>();
  private final AtomicBoolean running = new AtomicBoolean();
  private volatile boolean again;

  Records(Core core) {
    this.core = core;
  }

  private record Keeping(RecordKeeper keeper, RecordDesk desk) {}

  void message(Tx tx, ConversationId id, Entry entry, ReceivedMessage.Application message) {
    if (core.identity.archivist()) {
      RecordRow row =
          new RecordRow(
              Kind.MESSAGE,
              id,
              entry.sequence(),
              entry.receivedAt(),
              entry.message(),
              Optional.of(Seats.of(message.sender()).user()),
              message.data(),
              accepted(tx, id, Seats.of(message.sender()).user(), message.data()));
      append(
          tx,
          row.proved(
              new Recorded.Proof(
                  message.signed().toBeSigned(),
                  message.signed().signature(),
                  chain(message.sender()))),
          false);
    }
  }

  /** Whose words are to be erased, where this asks for that and may. */
  private static String accepted(Tx tx, ConversationId id, UserId by, byte[] data) {
    try {
      MimiContent content = MimiCodec.decode(data);
      return Erasures.is(content)
          ? Erasures.personOf(tx.store(), id, References.of(by, id, data, content.salt()))
              .map(UserId::uri)
              .orElse("")
          : "";
    } catch (CborException e) {
      return "";
    }
  }

  /** After it was taken over. */
  void change(Tx tx, ConversationId id, Entry entry, ReceivedMessage.Commit commit) {
    if (core.identity.archivist()) {
      UserId by = Seats.of(commit.committer()).user();
      StringBuilder text = new StringBuilder();
      if (commit.external()) {
        text.append("joined ").append(by).append('\n');
      }
      commit.added().forEach(one -> text.append("added ").append(named(one)).append('\n'));
      commit.removed().forEach(one -> text.append("removed ").append(named(one)).append('\n'));
      if (commit.contextExtensionsChanged()) {
        text.append("rules changed\n");
      }
      if (text.length() == 0) {
        text.append("keys renewed\n");
      }
      Kind kind = commit.own() ? Kind.OWN : Kind.CHANGE;
      append(tx, row(kind, id, entry, Optional.of(by), text.toString().trim()), true);
    }
  }

  private static String named(Member member) {
    Seat seat = Seats.of(member);
    return seat.user() + " (" + seat.device() + ")";
  }

  private static List<byte[]> chain(Member member) {
    return member.credential() instanceof Credential.X509 x509 ? x509.chain() : List.of();
  }

  void proposal(Tx tx, ConversationId id, Entry entry, ReceivedMessage.Proposal proposal) {
    if (core.identity.archivist()) {
      Optional<UserId> by = proposal.sender().map(Seats::of).map(Seat::user);
      String text =
          proposal.removes().map(one -> "asks to remove " + named(one)).orElse("asks for a change");
      append(tx, row(Kind.PROPOSAL, id, entry, by, text), false);
    }
  }

  void own(Tx tx, ConversationId id, Entry entry) {
    if (core.identity.archivist()) {
      append(tx, row(Kind.OWN, id, entry, Optional.of(core.identity.user()), ""), false);
    }
  }

  void refused(Tx tx, ConversationId id, Entry entry, String why) {
    if (core.identity.archivist()) {
      append(tx, row(Kind.REFUSED, id, entry, Optional.empty(), why), false);
    }
  }

  void joined(Tx tx, ConversationId id, long sequence) {
    if (core.identity.archivist()) {
      append(tx, bare(Kind.JOINED, id, sequence, "the archivist came in"), true);
    }
  }

  /** Everything up to this entry that is not here will not come. */
  void gap(Tx tx, ConversationId id, long upTo, long missing) {
    if (core.identity.archivist()) {
      String text = missing + " entries were deleted by the server before they were fetched";
      append(tx, bare(Kind.GAP, id, upTo, text), false);
    }
  }

  private RecordRow bare(Kind kind, ConversationId id, long sequence, String text) {
    return new RecordRow(
        kind,
        id,
        sequence,
        core.clock.instant(),
        NONE,
        Optional.of(core.identity.user()),
        NONE,
        text);
  }

  private static RecordRow row(
      Kind kind, ConversationId id, Entry entry, Optional<UserId> by, String text) {
    return new RecordRow(
        kind, id, entry.sequence(), entry.receivedAt(), entry.message(), by, NONE, text);
  }

  private void append(Tx tx, RecordRow row, boolean everyone) {
    List<Participant> people = everyone ? people(tx.store(), row.conversation()) : List.of();
    row.append(tx.store(), people);
    tx.afterwards(this::wake);
  }

  private List<Participant> people(StoreTransaction tx, ConversationId id) {
    List<Seat> seats = Seat.all(tx, id);
    CharterRow charter = CharterRow.of(tx, id);
    List<Participant> people = new ArrayList<>();
    for (UserId user : Seats.users(seats)) {
      people.add(
          new Participant(
              user,
              Details.name(tx, id, user).orElse(user.name()),
              charter.role(user),
              (int) seats.stream().filter(seat -> seat.user().equals(user)).count(),
              user.equals(core.identity.user()),
              Seats.custody(seats, user)));
    }
    return people;
  }

  /** From now on, and what waits. */
  EventLog.Subscription keep(RecordKeeper keeper, RecordDesk desk) {
    core.identity.require();
    if (!core.identity.archivist()) {
      throw new RefusedException(
          "not-an-archivist", "Only a client that was enrolled to keep records has some to keep");
    }
    Keeping mine = new Keeping(keeper, desk);
    if (!keeping.compareAndSet(null, mine)) {
      throw new IllegalStateException("The records of this client are being kept already");
    }
    wake();
    return () -> keeping.compareAndSet(mine, null);
  }

  private void wake() {
    again = true;
    if (keeping.get() != null && running.compareAndSet(false, true)) {
      core.threads.run(() -> drain(0));
    }
  }

  private void drain(int failures) {
    int failed = failures;
    Keeping now = keeping.get();
    while (now != null && !core.threads.closed()) {
      again = false;
      List<Recorded> waiting = core.database.read(tx -> RecordRow.waiting(tx, BATCH));
      if (waiting.isEmpty() && !again) {
        break;
      }
      for (Recorded record : waiting) {
        if (!kept(now, record)) {
          int more = failed + 1;
          core.threads.later(core.backoff.after(more), () -> drain(more));
          return;
        }
        failed = 0;
      }
      now = keeping.get();
    }
    running.set(false);
    if (again && keeping.get() != null) {
      wake();
    }
  }

  private boolean kept(Keeping now, Recorded record) {
    try {
      now.keeper().keep(record, now.desk());
    } catch (RuntimeException e) {
      // the host's code: whatever it throws, the record is not kept
      LOG.log(
          System.Logger.Level.WARNING,
          () ->
              "Record "
                  + record.position()
                  + " was not kept and comes again: "
                  + e.getClass().getName());
      return false;
    }
    core.database.write(
        tx -> {
          RecordRow.done(tx.store(), record.position());
          return true;
        });
    return true;
  }
}
