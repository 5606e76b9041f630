package eu.paravent.client.internal.engine;

import eu.paravent.client.ChatException;
import eu.paravent.client.ConversationId;
import eu.paravent.client.Message;
import eu.paravent.client.MessageId;
import eu.paravent.client.ServerUnavailableException;
import eu.paravent.client.SignInException;
import eu.paravent.client.UserId;
import eu.paravent.client.event.ChatEvent.SecurityAlert.Kind;
import eu.paravent.client.internal.attachment.AttachmentCipher;
import eu.paravent.client.internal.attachment.AttachmentCipher.ForeignContentException;
import eu.paravent.client.internal.cbor.CborException;
import eu.paravent.client.internal.mimi.NestedPart.ExternalPart;
import eu.paravent.client.internal.store.StoreTransaction;
import eu.paravent.client.message.Poll;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The side of the device that asked: fetches what it was offered, checks it and stores it. */
final class HistoryTaking {
  private static final int VERSION = 1;

  private final Core core;
  private final Amendments amendments;
  private final Expiries expiries;

  HistoryTaking(Core core, Amendments amendments, Expiries expiries) {
    this.core = core;
    this.amendments = amendments;
    this.expiries = expiries;
  }

  /** An offer that was opened and is to be fetched. */
  private record Coming(ConversationId id, long place, String device, byte[] offer) {}

  private static String stream(ConversationId id) {
    return Space.HISTORY_COMING.title() + id;
  }

  static void note(StoreTransaction tx, ConversationId id, String device, byte[] offer) {
    tx.append(stream(id), new Row.Writer(VERSION).text(device).bytes(offer).done());
  }

  /**
   * @throws ServerUnavailableException if it is to be tried again
   */
  void take() {
    while (true) {
      Optional<Coming> next = core.database.read(HistoryTaking::next);
      if (next.isEmpty() || core.threads.closed()) {
        return;
      }
      try {
        take(next.get());
      } catch (ServerUnavailableException | SignInException e) {
        throw e;
      } catch (ForeignContentException | CborException e) {
        failed(next.get(), true, String.valueOf(e.getMessage()));
      } catch (ChatException e) {
        failed(next.get(), false, String.valueOf(e.getMessage()));
      }
    }
  }

  private static Optional<Coming> next(StoreTransaction tx) {
    for (ConversationRow row : ConversationRow.all(tx)) {
      List<StoreTransaction.Entry> first = tx.after(stream(row.id()), 0, 1);
      if (!first.isEmpty()) {
        Row.Reader in = new Row.Reader(first.get(0).value(), VERSION);
        return Optional.of(new Coming(row.id(), first.get(0).position(), in.text(), in.bytes()));
      }
    }
    return Optional.empty();
  }

  private void take(Coming coming) throws CborException, ForeignContentException {
    HistoryOffer offer = HistoryOffer.read(coming.offer);
    int messages = 0;
    for (ExternalPart piece : offer.pieces()) {
      byte[] ciphertext =
          core.server.download(coming.id.value(), piece.url(), piece.size() + Files.TAG);
      HistoryChunk chunk = HistoryChunk.read(AttachmentCipher.decrypt(piece, ciphertext));
      messages += core.database.write(tx -> store(tx, coming.id, chunk));
    }
    int all = messages;
    core.database.write(
        tx -> {
          tx.store().remove(stream(coming.id), coming.place);
          if (offer.last()) {
            HistoryAsked.open(tx.store(), coming.id, false);
            HistoryLate.replay(tx, coming.id, amendments);
          }
          HistoryEvents.received(core.events, tx, coming.id, coming.device, all);
          return true;
        });
  }

  private int store(Tx tx, ConversationId id, HistoryChunk chunk) {
    chunk.names().forEach((user, name) -> Details.name(tx.store(), id, user, name, false));
    CharterRow charter = CharterRow.of(tx.store(), id);
    Instant now = core.clock.instant();
    int count = 0;
    long behind = 0;
    for (SharedMessage message : chunk.messages()) {
      MessageId known = Messages.id(message.sender(), id, message.salt());
      boolean gone =
          Keeping.goes(charter, message.time(), message.due())
              .filter(end -> !end.isAfter(now))
              .isPresent();
      if (gone || Messages.position(tx.store(), id, known).isPresent()) {
        continue;
      }
      Optional<Long> place = Holes.place(tx.store(), id, message.time(), behind);
      if (place.isPresent()) {
        behind = place.get();
        store(tx, id, behind, message);
        count++;
      }
    }
    if (behind > 0) {
      Reading.shared(tx.store(), id, behind);
    }
    return count;
  }

  private void store(Tx tx, ConversationId id, long place, SharedMessage message) {
    UserId self = core.identity.user();
    boolean own = message.sender().equals(self);
    StoreTransaction store = tx.store();
    Messages.insert(
        store, id, place, message, own ? Message.State.ACCEPTED : Message.State.RECEIVED);
    for (Reactions.Given given : message.reactions()) {
      Reactions.add(
          store, id, place, given.reaction().by(), given.reaction().emoji(), given.reference());
    }
    if (own) {
      message.receipts().forEach(receipt -> Receipts.add(store, id, place, receipt));
    }
    if (Messages.content(store, id, place) instanceof Poll poll) {
      message.votes().forEach(vote -> vote(store, id, place, poll, vote));
      message.closed().ifPresent(when -> Polls.close(store, id, place, when));
    }
    if (message.pinned()) {
      Pins.set(store, id, place, true);
    }
    message.due().ifPresent(due -> expiries.note(tx, id, place, due));
    expiries.inserted(tx, id, message.time());
    SearchIndex.renew(store, id, place);
  }

  private static void vote(
      StoreTransaction tx, ConversationId id, long place, Poll poll, Polls.Vote vote) {
    try {
      Polls.check(poll, vote.options());
      Polls.vote(tx, id, place, vote.by(), vote.options());
    } catch (IllegalArgumentException e) {
      // no vote in this poll: as if it had not come
      return;
    }
  }

  private void failed(Coming coming, boolean forged, String why) {
    core.database.write(
        tx -> {
          tx.store().remove(stream(coming.id), coming.place);
          if (forged) {
            core.events.alert(
                tx,
                Kind.MESSAGE_FORGED,
                Optional.of(coming.id),
                Optional.of(core.identity.user()),
                "History of another device is not what that device uploaded: " + why);
          }
          HistoryEvents.failed(core.events, tx, coming.id, why);
          return true;
        });
  }
}
