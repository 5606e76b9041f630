package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.UserId;
import eu.paravent.client.event.ChatEvent.MessageChanged.Change;
import eu.paravent.client.internal.mimi.MimiCodec;
import eu.paravent.client.internal.mimi.MimiContent;
import eu.paravent.client.internal.mimi.StatusReport;
import eu.paravent.client.internal.store.StoreTransaction;
import eu.paravent.client.message.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Delivery and read receipts, those of this client and those of others. What is to be told is in
 * the store until it is told, a moment later and many in one report.
 */
final class Receipts {
  /** In larger conversations every message would be answered by so many reports. */
  static final int PEOPLE_MOST = 64;

  /** Of one message; what comes beyond is passed over. */
  private static final int PER_MESSAGE = 256;

  private static final int PER_REPORT = 200;
  private static final Duration GATHER = Duration.ofMillis(500);
  private static final int VERSION = 1;
  private static final String SPACE = Space.RECEIPTS.title(), DUE = Space.RECEIPT_DUE.title();

  private final Core core;
  private final Disclosures disclosures;
  private final Chores chores;
  private final Set<ConversationId> gathering =
      Collections.newSetFromMap(new ConcurrentHashMap<>());

  Receipts(Core core, Disclosures disclosures, Chores chores) {
    this.core = core;
    this.disclosures = disclosures;
    this.chores = chores;
  }

  /** Someone else's message was stored. */
  void delivered(Tx tx, ConversationId id, long place) {
    if (disclosures.in(tx.store(), id).delivered()) {
      due(tx, id, place, StatusReport.DELIVERED);
    }
  }

  /** This person has read someone else's message. */
  void read(Tx tx, ConversationId id, long place) {
    if (disclosures.in(tx.store(), id).read()) {
      due(tx, id, place, StatusReport.READ);
    }
  }

  private void due(Tx tx, ConversationId id, long place, int status) {
    if (Seats.users(Seat.all(tx.store(), id)).size() <= PEOPLE_MOST) {
      tx.store().put(DUE, key(id, place), new Row.Writer(VERSION).number(status).done());
      tx.afterwards(() -> soon(id));
    }
  }

  /** What was not told yet when the client stopped. */
  void start() {
    core.database.read(tx -> tx.scan(DUE, "")).keySet().stream()
        .map(key -> new ConversationId(key.substring(0, key.lastIndexOf('/'))))
        .distinct()
        .forEach(this::soon);
  }

  private void soon(ConversationId id) {
    if (gathering.add(id)) {
      chores.shortly(
          GATHER,
          () -> {
            gathering.remove(id);
            core.database.write(
                tx -> {
                  tell(tx, id);
                  return true;
                });
          });
    }
  }

  private void tell(Tx tx, ConversationId id) {
    List<StatusReport.Item> items = new ArrayList<>();
    boolean active =
        ConversationRow.find(tx.store(), id).filter(ConversationRow::active).isPresent();
    for (Map.Entry<String, byte[]> due : tx.store().scan(DUE, id + "/").entrySet()) {
      tx.store().delete(DUE, due.getKey());
      long place = Long.parseLong(due.getKey().substring(due.getKey().lastIndexOf('/') + 1));
      int status = (int) new Row.Reader(due.getValue(), VERSION).number();
      Messages.reference(tx.store(), id, place)
          .ifPresent(reference -> items.add(new StatusReport.Item(reference, status)));
    }
    for (int from = 0; active && from < items.size(); from += PER_REPORT) {
      StatusReport report =
          new StatusReport(items.subList(from, Math.min(from + PER_REPORT, items.size())));
      byte[] encoded = MimiCodec.encode(MimiContent.of(report.part(), core.random));
      OutboxRow.of(Optional.empty(), 0, core.newId(), encoded).add(tx.store(), id);
      tx.afterwards(() -> chores.flush(id));
    }
  }

  /**
   * Takes over what a member says of this person's messages. Of those of others it is nobody's
   * business here.
   *
   * @param sender verified
   * @param time the server's word
   * @return the newest message that this person has read on another device
   */
  Optional<Long> apply(Tx tx, ConversationId id, UserId sender, StatusReport report, Instant time) {
    UserId self = core.identity.user();
    Optional<Long> readElsewhere = Optional.empty();
    for (StatusReport.Item item : report.items()) {
      Optional<Long> place =
          References.find(tx.store(), id, item.messageId())
              .filter(found -> !found.reaction())
              .map(References.Found::place);
      if (place.isEmpty()
          || (item.status() != StatusReport.DELIVERED && item.status() != StatusReport.READ)) {
        continue;
      }
      if (sender.equals(self)) {
        if (item.status() == StatusReport.READ
            && place.get() > readElsewhere.orElse(Long.MIN_VALUE)) {
          readElsewhere = place;
        }
      } else if (Messages.sender(tx.store(), id, place.get()).equals(self)
          && !Messages.deleted(tx.store(), id, place.get())) {
        Receipt.Status status =
            item.status() == StatusReport.READ ? Receipt.Status.READ : Receipt.Status.DELIVERED;
        if (add(tx.store(), id, place.get(), new Receipt(sender, status, time))) {
          core.events.changed(tx, id, place.get(), sender, Change.RECEIPTS);
        }
      }
    }
    return readElsewhere;
  }

  /**
   * @return whether that is new
   */
  static boolean add(StoreTransaction tx, ConversationId id, long place, Receipt receipt) {
    List<Receipt> all = new ArrayList<>(to(tx, id, place));
    Optional<Receipt> before =
        all.stream().filter(known -> known.by().equals(receipt.by())).findFirst();
    if (before.filter(known -> known.status().compareTo(receipt.status()) >= 0).isPresent()
        || (before.isEmpty() && all.size() >= PER_MESSAGE)) {
      return false;
    }
    before.ifPresent(all::remove);
    all.add(receipt);
    save(tx, id, place, all);
    return true;
  }

  private static void save(StoreTransaction tx, ConversationId id, long place, List<Receipt> all) {
    Row.Writer out = new Row.Writer(VERSION).number(all.size());
    all.forEach(one -> out.text(one.by().uri()).text(one.status().name()).instant(one.time()));
    tx.put(SPACE, key(id, place), out.done());
  }

  static void removeBy(StoreTransaction tx, ConversationId id, long place, UserId person) {
    List<Receipt> all = new ArrayList<>(to(tx, id, place));
    if (all.removeIf(one -> one.by().equals(person))) {
      save(tx, id, place, all);
    }
  }

  /** Of each of the others at most one: how far it has come. */
  static List<Receipt> to(StoreTransaction tx, ConversationId id, long place) {
    return tx.get(SPACE, key(id, place))
        .map(row -> new Row.Reader(row, VERSION).list(Receipts::read))
        .orElse(List.of());
  }

  static void removeAll(StoreTransaction tx, ConversationId id, long place) {
    tx.delete(SPACE, key(id, place));
    tx.delete(DUE, key(id, place));
  }

  private static Receipt read(Row.Reader in) {
    return new Receipt(new UserId(in.text()), Receipt.Status.valueOf(in.text()), in.instant());
  }

  private static String key(ConversationId id, long place) {
    return id + "/" + place;
  }
}
