package eu.paravent.client.internal.engine;

import com.authlete.cbor.CBORItem;
import com.authlete.cbor.CBORItemList;
import eu.paravent.client.UserId;
import eu.paravent.client.internal.cbor.Cbor;
import eu.paravent.client.internal.cbor.CborException;
import eu.paravent.client.internal.mimi.MimiCodec;
import eu.paravent.client.internal.mimi.MimiContent;
import eu.paravent.client.internal.mimi.NestedPart.NullPart;
import eu.paravent.client.message.Reaction;
import eu.paravent.client.message.Receipt;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A message as one device of a person hands it to another.
 *
 * @param encoded its newest version
 * @param reference the MIMI id of its first version
 * @param edited when the server took the newest version, where there is more than the first
 * @param due when it disappears, as far as that is settled
 * @param closed when the poll that it is ended
 */
record SharedMessage(
    UserId sender,
    byte[] encoded,
    Instant time,
    byte[] reference,
    Optional<Instant> edited,
    Optional<Instant> due,
    boolean pinned,
    List<Reactions.Given> reactions,
    List<Receipt> receipts,
    List<Polls.Vote> votes,
    Optional<Instant> closed) {
  private static final int FIELDS = 11, REFERENCE = 32, OPTIONS_MOST = 1000;

  /** Of the message, which is readable: see {@link #read}. */
  byte[] salt() {
    try {
      return MimiCodec.decode(encoded).salt();
    } catch (CborException e) {
      throw new IllegalStateException("A message that was read cannot be read", e);
    }
  }

  CBORItem item() {
    List<CBORItem> given = new ArrayList<>();
    reactions.forEach(
        one ->
            given.add(
                Cbor.array(
                    Cbor.text(one.reaction().by().uri()),
                    Cbor.text(one.reaction().emoji()),
                    Cbor.bytes(one.reference()))));
    List<CBORItem> seen = new ArrayList<>();
    receipts.forEach(
        one ->
            seen.add(
                Cbor.array(
                    Cbor.text(one.by().uri()),
                    Cbor.bool(one.status() == Receipt.Status.READ),
                    time(one.time()))));
    List<CBORItem> voted = new ArrayList<>();
    for (Polls.Vote vote : votes) {
      List<CBORItem> options = new ArrayList<>();
      vote.options().forEach(option -> options.add(Cbor.number(option)));
      voted.add(Cbor.array(Cbor.text(vote.by().uri()), new CBORItemList(options)));
    }
    return Cbor.array(
        Cbor.text(sender.uri()),
        Cbor.bytes(encoded),
        time(time),
        Cbor.bytes(reference),
        optional(edited),
        optional(due),
        Cbor.bool(pinned),
        new CBORItemList(given),
        new CBORItemList(seen),
        new CBORItemList(voted),
        optional(closed));
  }

  private static CBORItem time(Instant time) {
    return Cbor.array(Cbor.number(time.getEpochSecond()), Cbor.number(time.getNano()));
  }

  private static CBORItem optional(Optional<Instant> time) {
    return time.<CBORItem>map(SharedMessage::time).orElse(new CBORItemList(List.of()));
  }

  /**
   * @throws CborException if another device wrote something else
   */
  static SharedMessage read(CBORItem item) throws CborException {
    List<? extends CBORItem> f = Cbor.array(item, FIELDS, "a shared message");
    byte[] encoded = Cbor.bytes(f.get(1), "message");
    MimiContent mimi = MimiCodec.decode(encoded);
    if (Amendments.is(mimi) || mimi.body() instanceof NullPart) {
      throw new CborException("what is no message of its own");
    }
    byte[] reference = Cbor.bytes(f.get(3), "message id");
    if (reference.length != REFERENCE) {
      throw new CborException("a message id of another length");
    }
    List<Reactions.Given> reactions = new ArrayList<>();
    for (CBORItem one : Cbor.array(f.get(7), 0, "reactions")) {
      List<? extends CBORItem> g = Cbor.array(one, 3, "a reaction");
      String emoji = Cbor.text(g.get(1), "emoji");
      if (!Amendments.fits(emoji)) {
        throw new CborException("a reaction that is none");
      }
      reactions.add(
          new Reactions.Given(new Reaction(user(g.get(0)), emoji), Cbor.bytes(g.get(2), "id")));
    }
    List<Receipt> receipts = new ArrayList<>();
    for (CBORItem one : Cbor.array(f.get(8), 0, "receipts")) {
      List<? extends CBORItem> r = Cbor.array(one, 3, "a receipt");
      Receipt.Status status =
          Cbor.bool(r.get(1), "read") ? Receipt.Status.READ : Receipt.Status.DELIVERED;
      receipts.add(new Receipt(user(r.get(0)), status, instant(r.get(2))));
    }
    return new SharedMessage(
        user(f.get(0)),
        encoded,
        instant(f.get(2)),
        reference,
        optional(f.get(4)),
        optional(f.get(5)),
        Cbor.bool(f.get(6), "pinned"),
        List.copyOf(reactions),
        List.copyOf(receipts),
        votes(f.get(9)),
        optional(f.get(10)));
  }

  private static List<Polls.Vote> votes(CBORItem item) throws CborException {
    List<Polls.Vote> votes = new ArrayList<>();
    for (CBORItem one : Cbor.array(item, 0, "votes")) {
      List<? extends CBORItem> v = Cbor.array(one, 2, "a vote");
      List<Integer> options = new ArrayList<>();
      for (CBORItem option : Cbor.array(v.get(1), 0, "options")) {
        options.add((int) Cbor.number(option, 0, OPTIONS_MOST, "option"));
      }
      votes.add(new Polls.Vote(user(v.get(0)), List.copyOf(options)));
    }
    return List.copyOf(votes);
  }

  static UserId user(CBORItem item) throws CborException {
    try {
      return new UserId(Cbor.text(item, "user"));
    } catch (IllegalArgumentException e) {
      throw new CborException("a user is not one");
    }
  }

  private static Instant instant(CBORItem item) throws CborException {
    List<? extends CBORItem> parts = Cbor.array(item, 2, "a time");
    try {
      return Instant.ofEpochSecond(
          Cbor.number(parts.get(0), Long.MIN_VALUE, Long.MAX_VALUE, "seconds"),
          Cbor.number(parts.get(1), 0, 999_999_999, "nanoseconds"));
    } catch (DateTimeException | ArithmeticException e) {
      throw new CborException("a time that is none");
    }
  }

  private static Optional<Instant> optional(CBORItem item) throws CborException {
    return Cbor.array(item, 0, "a time").isEmpty() ? Optional.empty() : Optional.of(instant(item));
  }
}
