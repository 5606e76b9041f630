package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.Message;
import eu.paravent.client.UserId;
import eu.paravent.client.internal.cbor.CborException;
import eu.paravent.client.internal.mimi.ErasurePart;
import eu.paravent.client.internal.mimi.MimiCodec;
import eu.paravent.client.internal.mimi.MimiContent;
import eu.paravent.client.internal.mimi.NestedPart;
import eu.paravent.client.internal.mimi.NestedPart.NullPart;
import eu.paravent.client.internal.mimi.NestedPart.SinglePart;
import eu.paravent.client.internal.mimi.RestrictionPart;
import eu.paravent.client.internal.mimi.StatusReport;
import eu.paravent.mls.GroupPolicy.Member;
import java.time.Instant;
import java.util.Optional;

/** Decrypted application data to messages and details. */
final class Deliveries {
  private final Core core;
  private final Amendments amendments;
  private final Expiries expiries;
  private final Erasures erasures;
  private final Restrictions restrictions;
  private final Receipts receipts;
  private final Reading reading;
  private final Typing typing;
  private final StatusLists statusLists;
  private final Histories histories;
  private final OwnDevices ownDevices;
  private final Calls calls;

  Deliveries(
      Core core,
      Amendments amendments,
      Expiries expiries,
      Erasures erasures,
      Receipts receipts,
      Reading reading,
      Typing typing,
      StatusLists statusLists,
      Histories histories,
      OwnDevices ownDevices,
      Calls calls) {
    this.ownDevices = ownDevices;
    this.histories = histories;
    this.core = core;
    this.restrictions = new Restrictions(core);
    this.amendments = amendments;
    this.expiries = expiries;
    this.erasures = erasures;
    this.receipts = receipts;
    this.reading = reading;
    this.typing = typing;
    this.statusLists = statusLists;
    this.calls = calls;
  }

  /**
   * @param member verified
   * @param seat the same, read
   * @param time the server's word
   */
  void received(Tx tx, ConversationId id, Member member, Seat seat, byte[] data, Instant time) {
    UserId sender = seat.user();
    try {
      MimiContent content = MimiCodec.decode(data);
      boolean report = content.body().is(StatusReport.CONTENT_TYPE);
      if (!report && CharterRow.of(tx.store(), id).archivists().contains(sender)) {
        core.events.unreadable(tx, id, Optional.of(sender), "An archivist says nothing");
        return;
      }
      if (content.body() instanceof SinglePart part
          && beside(tx, id, member, seat, part, content, data, time)) {
        return;
      }
      if (Amendments.is(content)) {
        amendments.apply(tx, id, sender, content, data, time);
        return;
      }
      message(tx, id, sender, content, data, time);
    } catch (CborException e) {
      core.events.unreadable(
          tx, id, Optional.of(sender), "Not a message of a known format: " + e.getMessage());
    }
  }

  /** What is told behind messages, each by its content type; false for everything else. */
  private boolean beside(
      Tx tx,
      ConversationId id,
      Member member,
      Seat seat,
      SinglePart part,
      MimiContent content,
      byte[] data,
      Instant time)
      throws CborException {
    UserId sender = seat.user();
    switch (part.contentType()) {
      case Details.CONTENT_TYPE -> {
        if (Details.read(part.content()).apply(tx.store(), id, sender)) {
          core.events.detailsChanged(tx, id);
        }
      }
      case StatusReport.CONTENT_TYPE -> {
        StatusReport said = StatusReport.read(part.content());
        erasures.reported(tx, id, sender, seat.device(), said, time);
        receipts
            .apply(tx, id, sender, said, time)
            .ifPresent(place -> reading.upTo(tx, id, place, false));
      }
      case StatusLists.CONTENT_TYPE -> statusLists.shown(tx, id, sender, part.content());
      case HistoryPart.CONTENT_TYPE -> histories.received(tx, id, member, part.content());
      case OwnDevicesPart.CONTENT_TYPE -> ownDevices.received(tx, id, member, part.content());
      case ErasurePart.CONTENT_TYPE ->
          erasures.requested(tx, id, sender, seat.device(), content, data, time);
      case RestrictionPart.CONTENT_TYPE -> restrictions.said(tx, id, sender, content, time);
      case CallMessage.CONTENT_TYPE ->
          calls.received(tx, id, sender, CallMessage.read(part.content()), time);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void message(
      Tx tx, ConversationId id, UserId sender, MimiContent content, byte[] data, Instant time) {
    Instant now = core.clock.instant();
    Optional<Instant> due = Expiries.latest(content, now);
    CharterRow charter = CharterRow.kept(tx.store(), id);
    boolean expired =
        Keeping.goes(charter, time, due).filter(when -> !when.isAfter(now)).isPresent();
    // what is over when it arrives is kept as what was here and is not any more
    byte[] kept =
        expired ? MimiCodec.encode(content.with(new NullPart(NestedPart.RENDER, ""))) : data;
    Optional<Long> position =
        Messages.add(
            tx.store(),
            id,
            Messages.id(sender, id, content.salt()),
            sender,
            kept,
            time,
            Message.State.RECEIVED,
            !expired,
            Optional.of(References.of(sender, id, data, content.salt())));
    if (position.isPresent() && !expired) {
      due.ifPresent(when -> expiries.note(tx, id, position.get(), when));
      expiries.arrived(tx, id, time);
      core.events.received(tx, id, position.get());
      tx.afterwards(() -> typing.ended(id, sender));
      if (!sender.equals(core.identity.user())) {
        receipts.delivered(tx, id, position.get());
      }
    }
  }
}
