package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.Message;
import eu.paravent.client.MessageId;
import eu.paravent.client.UserId;
import eu.paravent.client.event.ChatEvent.MessageChanged.Change;
import eu.paravent.client.internal.cbor.CborException;
import eu.paravent.client.internal.mimi.ErasurePart;
import eu.paravent.client.internal.mimi.MimiCodec;
import eu.paravent.client.internal.mimi.MimiContent;
import eu.paravent.client.internal.mimi.StatusReport;
import eu.paravent.client.internal.store.StoreTransaction;
import eu.paravent.client.privacy.Erasure;
import eu.paravent.client.privacy.Erasure.Answer;
import eu.paravent.client.privacy.Erasure.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Erasing what a person said, on every device: the request is an entry of the log, so that all take
 * it at the same place, and each device answers with a status report on it.
 */
final class Erasures {
  private static final int PAGE = 200;

  private final Core core;
  private final Chores chores;

  Erasures(Core core, Chores chores) {
    this.core = core;
    this.chores = chores;
  }

  static boolean is(MimiContent content) {
    return ErasurePart.is(content.body());
  }

  /**
   * Who may ask: the person, or an owner for people of the own organisation, who may not be there
   * any more. By the rules as they are at this place of the log, the same for everybody.
   */
  static boolean allowed(StoreTransaction tx, ConversationId id, UserId by, UserId person) {
    return by.equals(person)
        || (!by.guest()
            && by.organisation().equals(person.organisation())
            && CharterRow.of(tx, id).owners().contains(by));
  }

  /**
   * A request came, or one's own was taken by the server.
   *
   * @param sender verified, and its device
   * @param encoded the request as it was sent
   */
  void requested(
      Tx tx,
      ConversationId id,
      UserId sender,
      String device,
      MimiContent content,
      byte[] encoded,
      Instant time)
      throws CborException {
    UserId person = ErasurePart.read(content.body()).person();
    if (!allowed(tx.store(), id, sender, person)) {
      core.events.unreadable(
          tx, id, Optional.of(sender), "It asks to erase what another person said");
      return;
    }
    byte[] reference = References.of(sender, id, encoded, content.salt());
    if (ErasureRow.find(tx.store(), id, reference).isPresent()) {
      return;
    }
    erase(tx, id, person);
    List<Erasure.Device> asked =
        Seat.all(tx.store(), id).stream()
            .map(seat -> new Erasure.Device(seat.device(), seat.user()))
            .toList();
    ErasureRow row = new ErasureRow(reference, person, sender, time, asked, List.of());
    // who asks has done it, or it would not be asking
    row = answered(row, new Answer(new Erasure.Device(device, sender), Outcome.ERASED, time));
    String self = core.identity.certified().device();
    if (!device.equals(self)) {
      Outcome outcome = core.identity.archivist() ? Outcome.RESTRICTED : Outcome.ERASED;
      Erasure.Device me = new Erasure.Device(self, core.identity.user());
      row = answered(row, new Answer(me, outcome, core.clock.instant()));
      tell(tx, id, reference, outcome);
    }
    row.save(tx.store(), id);
    PrivacyEvents.requested(core.events, tx, id, person, sender);
  }

  private static ErasureRow answered(ErasureRow row, Answer answer) {
    return row.answered(answer).orElse(row);
  }

  /** On this device only, and without telling anybody. */
  void erase(Tx tx, ConversationId id, UserId person) {
    long from = 0;
    List<Messages.Present> page;
    do {
      page = Messages.present(tx.store(), id, from, PAGE);
      for (Messages.Present one : page) {
        // what still waits was said after the request
        boolean before = one.state() != Message.State.WAITING;
        if (one.sender().equals(person) && before && !one.gone()) {
          boolean shown = Messages.shown(tx.store(), id, one.place());
          Messages.erase(tx.store(), id, one.place());
          Traces.removeAll(tx.store(), id, one.place());
          Expiries.forget(tx.store(), id, one.place());
          if (shown) {
            core.events.changed(tx, id, one.place(), person, Change.DELETED);
          }
        } else if (Traces.removeBy(tx.store(), id, one.place(), person)) {
          core.events.changed(tx, id, one.place(), person, Change.REACTIONS);
        }
        from = one.place();
      }
    } while (page.size() == PAGE);
    if (Details.forgetName(tx.store(), id, person)) {
      core.events.detailsChanged(tx, id);
    }
  }

  /** Said whatever this person lets others know of its reading: they have to be able to see it. */
  private void tell(Tx tx, ConversationId id, byte[] reference, Outcome outcome) {
    int status = outcome == Outcome.ERASED ? StatusReport.DELETED : StatusReport.HIDDEN;
    StatusReport report = new StatusReport(List.of(new StatusReport.Item(reference, status)));
    byte[] encoded = MimiCodec.encode(MimiContent.of(report.part(), core.random));
    OutboxRow.of(Optional.empty(), 0, core.newId(), encoded).add(tx.store(), id);
    tx.afterwards(() -> chores.flush(id));
  }

  /** What another device says of requests. */
  void reported(
      Tx tx, ConversationId id, UserId sender, String device, StatusReport report, Instant time) {
    for (StatusReport.Item item : report.items()) {
      boolean hidden = item.status() == StatusReport.HIDDEN;
      if (hidden || item.status() == StatusReport.DELETED) {
        Outcome outcome = hidden ? Outcome.RESTRICTED : Outcome.ERASED;
        ErasureRow.find(tx.store(), id, item.messageId())
            .flatMap(
                row -> row.answered(new Answer(new Erasure.Device(device, sender), outcome, time)))
            .ifPresent(
                row -> {
                  row.save(tx.store(), id);
                  PrivacyEvents.confirmed(core.events, tx, id, row.person(), device, outcome);
                });
      }
    }
  }

  static List<Erasure> all(StoreTransaction tx, ConversationId id) {
    List<Seat> seats = Seat.all(tx, id);
    return ErasureRow.all(tx, id).stream().map(row -> row.shown(id, seats)).toList();
  }

  /** Whether something of this person's is here that can be erased. */
  static boolean anything(StoreTransaction tx, ConversationId id, UserId person) {
    long from = 0;
    List<Messages.Present> page;
    do {
      page = Messages.present(tx, id, from, PAGE);
      for (Messages.Present one : page) {
        if (one.sender().equals(person) && !one.gone()) {
          return true;
        }
        from = one.place();
      }
    } while (page.size() == PAGE);
    return false;
  }

  /** One's own request that has not reached the server. */
  static Optional<MessageId> waiting(StoreTransaction tx, ConversationId id) {
    return OutboxRow.all(tx, id).stream()
        .filter(row -> row.message().isPresent() && is(decoded(row.encoded())))
        .reduce((first, last) -> last)
        .flatMap(OutboxRow::message);
  }

  private static MimiContent decoded(byte[] encoded) {
    try {
      return MimiCodec.decode(encoded);
    } catch (CborException e) {
      throw new IllegalStateException("A stored message cannot be read", e);
    }
  }

  /** Whether a request that this client took is the one of this reference. */
  static Optional<UserId> personOf(StoreTransaction tx, ConversationId id, byte[] reference) {
    return ErasureRow.find(tx, id, reference).map(ErasureRow::person);
  }
}
