package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.UserId;
import eu.paravent.client.internal.store.StoreTransaction;
import eu.paravent.client.message.Poll;
import eu.paravent.client.message.Votes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The votes in polls: of each person the newest, in the order of the log, which is the same for all
 * clients. One row for each voter, so that two thousand voters do not write two thousand votes each
 * time.
 */
final class Polls {
  private static final int VERSION = 1;
  private static final String VOTE = Space.VOTE.title(), CLOSED = Space.POLL_CLOSED.title();

  private Polls() {}

  /** What one person chose. */
  record Vote(UserId by, List<Integer> options) {}

  static List<Vote> votes(StoreTransaction tx, ConversationId id, long place) {
    List<Vote> votes = new ArrayList<>();
    for (byte[] row : tx.scan(VOTE, key(id, place) + "/").values()) {
      Row.Reader in = new Row.Reader(row, VERSION);
      UserId voter = new UserId(in.text());
      votes.add(new Vote(voter, in.list(Row.Reader::number).stream().map(Long::intValue).toList()));
    }
    return votes;
  }

  static Votes of(StoreTransaction tx, ConversationId id, long place, Poll poll) {
    List<List<UserId>> byOption = new ArrayList<>();
    poll.options().forEach(option -> byOption.add(new ArrayList<>()));
    for (Vote vote : votes(tx, id, place)) {
      vote.options().forEach(option -> byOption.get(option).add(vote.by()));
    }
    return new Votes(byOption, closed(tx, id, place));
  }

  static Optional<Instant> closed(StoreTransaction tx, ConversationId id, long place) {
    return tx.get(CLOSED, key(id, place)).map(row -> new Row.Reader(row, VERSION).instant());
  }

  /**
   * @throws IllegalArgumentException if it is no vote in this poll
   */
  static void check(Poll poll, List<Integer> options) {
    if (options.stream().anyMatch(option -> option < 0 || option >= poll.options().size())) {
      throw new IllegalArgumentException("It votes for what the poll does not offer");
    }
    if (options.size() > 1 && !poll.multiple()) {
      throw new IllegalArgumentException("It votes twice in a poll with one vote for each");
    }
  }

  /** In place of what this person chose before; none takes its vote back. */
  static void vote(
      StoreTransaction tx, ConversationId id, long place, UserId voter, List<Integer> options) {
    String key = key(id, place) + "/" + Hashes.name(voter.uri());
    if (options.isEmpty()) {
      tx.delete(VOTE, key);
      return;
    }
    Row.Writer out = new Row.Writer(VERSION).text(voter.uri()).number(options.size());
    options.forEach(out::number);
    tx.put(VOTE, key, out.done());
  }

  static void close(StoreTransaction tx, ConversationId id, long place, Instant time) {
    tx.put(CLOSED, key(id, place), new Row.Writer(VERSION).instant(time).done());
  }

  static void removeAll(StoreTransaction tx, ConversationId id, long place) {
    tx.scan(VOTE, key(id, place) + "/").keySet().forEach(key -> tx.delete(VOTE, key));
    tx.delete(CLOSED, key(id, place));
  }

  private static String key(ConversationId id, long place) {
    return id + "/" + place;
  }
}
