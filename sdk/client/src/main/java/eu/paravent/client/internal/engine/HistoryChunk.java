package eu.paravent.client.internal.engine;

import com.authlete.cbor.CBORItem;
import com.authlete.cbor.CBORItemList;
import eu.paravent.client.ConversationId;
import eu.paravent.client.Message;
import eu.paravent.client.UserId;
import eu.paravent.client.internal.cbor.Cbor;
import eu.paravent.client.internal.cbor.CborException;
import eu.paravent.client.internal.store.StoreTransaction;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.message.Poll;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Some of a conversation's messages on their way to another device of this person, the oldest
 * first.
 *
 * @param names of those who said them
 * @param upTo the place of the last that was looked at; said by nobody to the other side
 */
record HistoryChunk(Map<UserId, String> names, List<SharedMessage> messages, long upTo) {
  private static final int VERSION = 1, FIELDS = 3, PAGE = 50, MESSAGES_MOST = 500;
  private static final int BYTES_MOST = 256 << 10, NAME_MOST = 200;

  /**
   * What may be handed over: no more what was deleted, has expired or is not sent.
   *
   * @param after this place
   * @return empty where there is nothing after it
   */
  static Optional<HistoryChunk> of(
      StoreTransaction tx, ConversationId id, long after, Instant now) {
    CharterRow charter = CharterRow.of(tx, id);
    Map<UserId, String> names = new LinkedHashMap<>();
    List<SharedMessage> messages = new ArrayList<>();
    long from = after;
    long bytes = 0;
    boolean some = false;
    while (messages.size() < MESSAGES_MOST && bytes < BYTES_MOST) {
      List<StoreTransaction.Entry> page = tx.after(Messages.stream(id), from, PAGE);
      if (page.isEmpty()) {
        break;
      }
      some = true;
      for (StoreTransaction.Entry entry : page) {
        Optional<SharedMessage> message = shared(tx, id, charter, StoredMessage.parse(entry), now);
        if (message.isPresent()) {
          messages.add(message.get());
          bytes += message.get().encoded().length;
          UserId sender = message.get().sender();
          Details.name(tx, id, sender).ifPresent(name -> names.put(sender, name));
        }
        from = entry.position();
        if (bytes >= BYTES_MOST) {
          break;
        }
      }
    }
    return some ? Optional.of(new HistoryChunk(names, messages, from)) : Optional.empty();
  }

  private static Optional<SharedMessage> shared(
      StoreTransaction tx, ConversationId id, CharterRow charter, StoredMessage row, Instant now) {
    Set<UserId> restricted = Restrictions.hidden(tx, id);
    Optional<Instant> due = Expiries.due(tx, id, row.position());
    boolean sent = row.state() == Message.State.ACCEPTED || row.state() == Message.State.RECEIVED;
    if (!sent
        || restricted.contains(row.sender())
        || !row.shown()
        || row.reference().isEmpty()
        || Keeping.goes(charter, row.time(), due).filter(end -> !end.isAfter(now)).isPresent()) {
      return Optional.empty();
    }
    MessageContent content = Messages.content(tx, id, row.position());
    if (content instanceof MessageContent.Deleted || content instanceof MessageContent.Expired) {
      return Optional.empty();
    }
    boolean poll = content instanceof Poll;
    return Optional.of(
        new SharedMessage(
            row.sender(),
            row.encoded(),
            row.time(),
            row.reference().get(),
            row.edited(),
            due,
            Pins.is(tx, id, row.position()),
            Reactions.to(tx, id, row.position()).stream()
                .filter(given -> !restricted.contains(given.reaction().by()))
                .toList(),
            Receipts.to(tx, id, row.position()),
            poll
                ? Polls.votes(tx, id, row.position()).stream()
                    .filter(vote -> !restricted.contains(vote.by()))
                    .toList()
                : List.of(),
            poll ? Polls.closed(tx, id, row.position()) : Optional.empty()));
  }

  byte[] bytes() {
    List<CBORItem> people = new ArrayList<>();
    names.forEach((user, name) -> people.add(Cbor.array(Cbor.text(user.uri()), Cbor.text(name))));
    List<CBORItem> all = new ArrayList<>();
    messages.forEach(message -> all.add(message.item()));
    return Cbor.array(Cbor.number(VERSION), new CBORItemList(people), new CBORItemList(all))
        .encode();
  }

  /**
   * @throws CborException if another device wrote something else; then nothing of it is taken
   */
  static HistoryChunk read(byte[] bytes) throws CborException {
    List<? extends CBORItem> f = Cbor.array(Cbor.decode(bytes), FIELDS, "shared history");
    Cbor.number(f.get(0), VERSION, VERSION, "version");
    Map<UserId, String> names = new LinkedHashMap<>();
    for (CBORItem item : Cbor.array(f.get(1), 0, "names")) {
      List<? extends CBORItem> pair = Cbor.array(item, 2, "a name");
      String name = Cbor.text(pair.get(1), "name");
      names.put(
          SharedMessage.user(pair.get(0)),
          name.length() <= NAME_MOST ? name : name.substring(0, NAME_MOST));
    }
    List<SharedMessage> messages = new ArrayList<>();
    for (CBORItem item : Cbor.array(f.get(2), 0, "messages")) {
      messages.add(SharedMessage.read(item));
    }
    return new HistoryChunk(names, messages, 0);
  }
}
