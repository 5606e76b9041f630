package eu.paravent.client.internal.engine;

import eu.paravent.client.Author;
import eu.paravent.client.ConversationId;
import eu.paravent.client.Message;
import eu.paravent.client.MessageId;
import eu.paravent.client.UserId;
import eu.paravent.client.internal.cbor.CborException;
import eu.paravent.client.internal.mimi.Extras;
import eu.paravent.client.internal.mimi.MimiCodec;
import eu.paravent.client.internal.mimi.MimiContent;
import eu.paravent.client.internal.mimi.NestedPart;
import eu.paravent.client.internal.mimi.NestedPart.NullPart;
import eu.paravent.client.internal.store.StoreTransaction;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.message.Poll;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The messages of a conversation, as they are stored: each once under its id, in its newest
 * version. What this client sent to change others ({@link Amendments}) has a row as well, for its
 * state, but is not shown.
 */
final class Messages {
  private static final int ID_VERSION = 1;
  private static final int PAGE = 100;
  private static final String BY_ID = Space.MESSAGE.title(), STREAM = Space.MESSAGES.title();

  private Messages() {}

  /**
   * The id that host and client know a message by. It holds the salt of the message and not its
   * content, so that a message has its id before its file is uploaded; it holds the verified
   * sender, so that nobody can take another's id.
   */
  static MessageId id(UserId sender, ConversationId id, byte[] salt) {
    byte[] uri = sender.uri().getBytes(StandardCharsets.UTF_8);
    byte[] room = id.value().getBytes(StandardCharsets.US_ASCII);
    byte[] lengths = {(byte) (uri.length >> 8), (byte) uri.length, (byte) room.length};
    return new MessageId(Hashes.text(Hashes.sha256(lengths, uri, room, salt)));
  }

  /**
   * @param reference its MIMI id; empty while its file is still to be uploaded, and for what is not
   *     shown
   * @return its position, or empty where the message is here already
   */
  static Optional<Long> add(
      StoreTransaction tx,
      ConversationId id,
      MessageId message,
      UserId sender,
      byte[] encoded,
      Instant time,
      Message.State state,
      boolean shown,
      Optional<byte[]> reference) {
    if (position(tx, id, message).isPresent()) {
      return Optional.empty();
    }
    StoredMessage row =
        new StoredMessage(
            0, message, sender, encoded, time, state, shown, reference, Optional.empty(), false);
    long position = tx.append(stream(id), row.bytes());
    tx.put(BY_ID, id + "/" + message, new Row.Writer(ID_VERSION).number(position).done());
    reference.ifPresent(r -> References.message(tx, id, r, position));
    return Optional.of(position);
  }

  /** One that another device of this person has, at a place that is free. */
  static void insert(
      StoreTransaction tx, ConversationId id, long place, SharedMessage said, Message.State state) {
    MessageId message = id(said.sender(), id, said.salt());
    StoredMessage row =
        new StoredMessage(
            place,
            message,
            said.sender(),
            said.encoded(),
            said.time(),
            state,
            true,
            Optional.of(said.reference()),
            said.edited(),
            true);
    tx.insert(stream(id), place, row.bytes());
    tx.put(BY_ID, id + "/" + message, new Row.Writer(ID_VERSION).number(place).done());
    References.message(tx, id, said.reference(), place);
  }

  static Optional<Long> position(StoreTransaction tx, ConversationId id, MessageId message) {
    return tx.get(BY_ID, id + "/" + message).map(row -> new Row.Reader(row, ID_VERSION).number());
  }

  static void update(
      StoreTransaction tx, ConversationId id, long position, Message.State state, Instant time) {
    stored(tx, id, position).at(time, state).save(tx, id);
  }

  /** Whether something that is in the log is shown behind this place. */
  static boolean overtaken(StoreTransaction tx, ConversationId id, long place) {
    long from = place;
    List<StoreTransaction.Entry> page;
    do {
      page = tx.after(stream(id), from, PAGE);
      for (StoreTransaction.Entry entry : page) {
        StoredMessage row = StoredMessage.parse(entry);
        boolean inLog =
            row.state() == Message.State.RECEIVED || row.state() == Message.State.ACCEPTED;
        if (inLog && row.shown()) {
          return true;
        }
        from = row.position();
      }
    } while (page.size() == PAGE);
    return false;
  }

  /**
   * Puts it behind everything else. Only for what nobody but this device has seen yet, so that
   * nothing but its own rows points to it.
   *
   * @return its place from now on
   */
  static long moveToEnd(StoreTransaction tx, ConversationId id, long place) {
    StoredMessage row = stored(tx, id, place);
    tx.remove(stream(id), place);
    long end = tx.append(stream(id), row.bytes());
    tx.put(BY_ID, id + "/" + row.id(), new Row.Writer(ID_VERSION).number(end).done());
    row.reference().ifPresent(reference -> References.message(tx, id, reference, end));
    Expiries.move(tx, id, place, end);
    SearchIndex.renew(tx, id, place);
    return end;
  }

  /** The message once its file is uploaded, and with that its MIMI id is known. */
  static void uploaded(StoreTransaction tx, ConversationId id, long position, byte[] encoded) {
    StoredMessage was = stored(tx, id, position);
    byte[] reference = References.of(was.sender(), id, encoded, mimi(encoded).salt());
    was.with(encoded, Optional.of(reference), Optional.empty()).save(tx, id);
    References.message(tx, id, reference, position);
  }

  /** Its author wrote it anew. What it answers stays. */
  static void edit(
      StoreTransaction tx, ConversationId id, long position, NestedPart body, Instant time) {
    StoredMessage was = stored(tx, id, position);
    byte[] encoded = MimiCodec.encode(mimi(was.encoded()).with(body));
    was.with(encoded, was.reference(), Optional.of(time)).save(tx, id);
  }

  /** Its author took it back: nothing of it stays but that there was something. */
  static void erase(StoreTransaction tx, ConversationId id, long position) {
    StoredMessage was = stored(tx, id, position);
    byte[] encoded =
        MimiCodec.encode(mimi(was.encoded()).with(new NullPart(NestedPart.RENDER, "")));
    was.with(encoded, was.reference(), Optional.empty()).save(tx, id);
  }

  /** Its time was over: as {@link #erase}, and it is not listed any more. */
  static void expire(StoreTransaction tx, ConversationId id, long position) {
    erase(tx, id, position);
    stored(tx, id, position).hidden().save(tx, id);
  }

  /** When it is to disappear, as its sender said. */
  static Optional<MimiContent.Expiration> expires(
      StoreTransaction tx, ConversationId id, long position) {
    return mimi(stored(tx, id, position).encoded()).expires();
  }

  /**
   * Places of what others, or other devices of this person, sent and is shown.
   *
   * @param after this place, and up to the next one; oldest first
   */
  static List<Long> received(
      StoreTransaction tx, ConversationId id, long after, long upTo, int most) {
    List<Long> places = new ArrayList<>();
    long from = after;
    while (places.size() < most) {
      List<StoreTransaction.Entry> page = tx.after(stream(id), from, PAGE);
      for (StoreTransaction.Entry entry : page) {
        StoredMessage row = StoredMessage.parse(entry);
        if (row.position() > upTo || places.size() == most) {
          return places;
        }
        if (row.shown()
            && row.state() == Message.State.RECEIVED
            && !(mimi(row.encoded()).body() instanceof NullPart)) {
          places.add(row.position());
        }
        from = row.position();
      }
      if (page.size() < PAGE) {
        return places;
      }
    }
    return places;
  }

  /** Whether somebody else said something that is shown, after this place. */
  static boolean othersSpoke(StoreTransaction tx, ConversationId id, long after, UserId self) {
    long from = after;
    List<StoreTransaction.Entry> page;
    do {
      page = tx.after(stream(id), from, PAGE);
      for (StoreTransaction.Entry entry : page) {
        StoredMessage row = StoredMessage.parse(entry);
        if (row.shown()
            && row.state() == Message.State.RECEIVED
            && !row.sender().equals(self)
            && !(mimi(row.encoded()).body() instanceof NullPart)) {
          return true;
        }
        from = row.position();
      }
    } while (page.size() == PAGE);
    return false;
  }

  /** The MIMI id of the newest one up to this place that other devices have as well. */
  static Optional<byte[]> newestInLog(StoreTransaction tx, ConversationId id, long upTo) {
    long before = upTo == Long.MAX_VALUE ? upTo : upTo + 1;
    List<StoreTransaction.Entry> page;
    do {
      page = tx.before(stream(id), before, PAGE);
      for (StoreTransaction.Entry entry : page) {
        StoredMessage row = StoredMessage.parse(entry);
        boolean inLog =
            row.state() == Message.State.RECEIVED || row.state() == Message.State.ACCEPTED;
        if (inLog && row.shown() && row.reference().isPresent()) {
          return row.reference();
        }
        before = row.position();
      }
    } while (page.size() == PAGE);
    return Optional.empty();
  }

  /** Whether there is one at this place: one that waited may have moved on. */
  static boolean there(StoreTransaction tx, ConversationId id, long place) {
    return tx.after(stream(id), place - 1, 1).stream().anyMatch(e -> e.position() == place);
  }

  static Message.State state(StoreTransaction tx, ConversationId id, long position) {
    return stored(tx, id, position).state();
  }

  static MessageContent content(StoreTransaction tx, ConversationId id, long position) {
    StoredMessage row = stored(tx, id, position);
    return row.content(mimi(row.encoded()));
  }

  static boolean deleted(StoreTransaction tx, ConversationId id, long position) {
    return mimi(stored(tx, id, position).encoded()).body() instanceof NullPart;
  }

  static boolean shown(StoreTransaction tx, ConversationId id, long position) {
    return stored(tx, id, position).shown();
  }

  static UserId sender(StoreTransaction tx, ConversationId id, long position) {
    return stored(tx, id, position).sender();
  }

  /** The MIMI id of its first version: empty where it is not known yet. */
  static Optional<byte[]> reference(StoreTransaction tx, ConversationId id, long position) {
    return stored(tx, id, position).reference();
  }

  static Message at(StoreTransaction tx, ConversationId id, long position) {
    return read(tx, id, stored(tx, id, position), Sight.of(tx, id));
  }

  /** Empty where it is not here, not shown, or has expired by now. */
  static Optional<Message> find(
      StoreTransaction tx, ConversationId id, MessageId message, Instant now) {
    return position(tx, id, message)
        .map(position -> stored(tx, id, position))
        .filter(StoredMessage::shown)
        .map(row -> read(tx, id, row, Sight.of(tx, id)))
        .filter(found -> found.expires().filter(due -> !due.isAfter(now)).isEmpty());
  }

  /** When the server took it. */
  static Instant time(StoreTransaction tx, ConversationId id, long position) {
    return stored(tx, id, position).time();
  }

  /**
   * What is still here and came longest ago, as far as it may be deleted.
   *
   * @param after this place
   */
  static List<Present> present(StoreTransaction tx, ConversationId id, long after, int most) {
    return tx.after(stream(id), after, most).stream()
        .map(StoredMessage::parse)
        .map(
            row ->
                new Present(
                    row.position(),
                    row.sender(),
                    row.time(),
                    row.state(),
                    mimi(row.encoded()).body() instanceof NullPart))
        .toList();
  }

  /**
   * @param gone its content was deleted
   */
  record Present(long place, UserId sender, Instant time, Message.State state, boolean gone) {}

  /**
   * Those that are shown.
   *
   * @param now what has expired by then is not
   */
  static List<Message> before(
      StoreTransaction tx, ConversationId id, long position, int limit, Instant now) {
    List<Message> found = new ArrayList<>();
    Sight sight = Sight.of(tx, id);
    long from = position;
    while (found.size() < limit) {
      List<StoreTransaction.Entry> page = tx.before(stream(id), from, limit - found.size());
      if (page.isEmpty()) {
        break;
      }
      page.stream()
          .map(StoredMessage::parse)
          .filter(StoredMessage::shown)
          .map(row -> read(tx, id, row, sight))
          .filter(message -> message.expires().filter(due -> !due.isAfter(now)).isEmpty())
          .forEach(found::add);
      from = page.get(page.size() - 1).position();
    }
    return List.copyOf(found);
  }

  /** Those that are shown after a place, the oldest first; as {@link #before}. */
  static List<Message> after(
      StoreTransaction tx, ConversationId id, long position, int limit, Instant now) {
    List<Message> found = new ArrayList<>();
    Sight sight = Sight.of(tx, id);
    long from = position;
    while (found.size() < limit) {
      List<StoreTransaction.Entry> page = tx.after(stream(id), from, limit - found.size());
      if (page.isEmpty()) {
        break;
      }
      page.stream()
          .map(StoredMessage::parse)
          .filter(StoredMessage::shown)
          .map(row -> read(tx, id, row, sight))
          .filter(message -> message.expires().filter(due -> !due.isAfter(now)).isEmpty())
          .forEach(found::add);
      from = page.get(page.size() - 1).position();
    }
    return List.copyOf(found);
  }

  /**
   * What those that are shown can be searched for, by their place.
   *
   * @param upTo everything up to this place was looked at
   */
  record Searchable(Map<Long, String> words, long upTo) {}

  /**
   * @param after this place
   * @param most of what is looked at
   */
  static Searchable words(StoreTransaction tx, ConversationId id, long after, int most) {
    Map<Long, String> words = new LinkedHashMap<>();
    List<StoreTransaction.Entry> page = tx.after(stream(id), after, most);
    for (StoreTransaction.Entry entry : page) {
      StoredMessage row = StoredMessage.parse(entry);
      if (row.shown()) {
        String said = Words.of(row.content(mimi(row.encoded())));
        if (!said.isEmpty()) {
          words.put(row.position(), said);
        }
      }
    }
    boolean all = page.size() < most;
    return new Searchable(words, all ? tx.last(stream(id)) : page.get(page.size() - 1).position());
  }

  private static StoredMessage stored(StoreTransaction tx, ConversationId id, long position) {
    List<StoreTransaction.Entry> found = tx.after(stream(id), position - 1, 1);
    if (found.isEmpty() || found.get(0).position() != position) {
      throw new IllegalStateException("No message " + position + " in conversation " + id);
    }
    return StoredMessage.parse(found.get(0));
  }

  private static Message read(
      StoreTransaction tx, ConversationId id, StoredMessage row, Sight sight) {
    MimiContent mimi = mimi(row.encoded());
    MessageContent content = sight.content(row, row.content(mimi));
    Extras extras = Extras.of(mimi);
    return new Message(
        row.position(),
        row.id(),
        id,
        row.sender(),
        new Author(
            row.sender(),
            Details.name(tx, id, row.sender()).orElse(row.sender().name()),
            TrustBook.of(tx, row.sender())),
        content,
        row.time(),
        extras.sent(),
        row.state(),
        mimi.inReplyTo().flatMap(reference -> answered(tx, id, reference)),
        row.edited(),
        sight.reactions(Reactions.to(tx, id, row.position())),
        mentions(tx, id, content),
        Receipts.to(tx, id, row.position()),
        Keeping.goes(
            sight.charter(),
            row.time(),
            mimi.expires().flatMap(e -> Expiries.due(tx, id, row.position()))),
        marks(extras, Pins.is(tx, id, row.position()), row.shared()),
        content instanceof Poll poll
            ? Optional.of(sight.votes(Polls.of(tx, id, row.position(), poll)))
            : Optional.empty());
  }

  private static Set<Message.Mark> marks(Extras extras, boolean pinned, boolean shared) {
    Set<Message.Mark> marks = EnumSet.noneOf(Message.Mark.class);
    if (extras.forwarded()) {
      marks.add(Message.Mark.FORWARDED);
    }
    if (extras.automatic()) {
      marks.add(Message.Mark.AUTOMATIC);
    }
    if (extras.imported()) {
      marks.add(Message.Mark.IMPORTED);
    }
    if (pinned) {
      marks.add(Message.Mark.PINNED);
    }
    if (shared) {
      marks.add(Message.Mark.SHARED);
    }
    return marks;
  }

  /** A link is a mention of who is in the conversation (draft-ietf-mimi-content, Mentions). */
  private static List<UserId> mentions(
      StoreTransaction tx, ConversationId id, MessageContent content) {
    List<UserId> linked =
        content instanceof MessageContent.Text text ? text.linked() : List.<UserId>of();
    if (linked.isEmpty()) {
      return linked;
    }
    Set<UserId> members = Seats.users(Seat.all(tx, id));
    return linked.stream().filter(members::contains).toList();
  }

  private static Optional<MessageId> answered(
      StoreTransaction tx, ConversationId id, byte[] reference) {
    return References.find(tx, id, reference)
        .filter(found -> !found.reaction())
        .map(found -> stored(tx, id, found.place()))
        .filter(StoredMessage::shown)
        .map(StoredMessage::id);
  }

  private static MimiContent mimi(byte[] encoded) {
    try {
      return MimiCodec.decode(encoded);
    } catch (CborException e) {
      throw new IllegalStateException("A stored message cannot be read", e);
    }
  }

  static String stream(ConversationId id) {
    return STREAM + id;
  }

  /** The entry as it is in a backup: what was waiting then will not be sent by anybody. */
  static byte[] settled(StoreTransaction.Entry entry) {
    StoredMessage row = StoredMessage.parse(entry);
    return row.state() == Message.State.WAITING
        ? row.at(row.time(), Message.State.FAILED).bytes()
        : entry.value();
  }

  /**
   * @throws IllegalArgumentException if it is the name of another stream
   */
  static String requireStream(String name) {
    if (!name.startsWith(STREAM)) {
      throw new IllegalArgumentException("Not a stream of messages");
    }
    return STREAM + new ConversationId(name.substring(STREAM.length()));
  }
}
