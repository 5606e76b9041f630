package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.UserId;
import eu.paravent.client.internal.store.StoreTransaction;
import eu.paravent.client.privacy.Erasure;
import eu.paravent.client.privacy.Erasure.Answer;
import eu.paravent.client.privacy.Erasure.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A request to erase, as every client keeps it.
 *
 * @param asked devices that were inside when it came
 */
record ErasureRow(
    byte[] reference,
    UserId person,
    UserId by,
    Instant at,
    List<Erasure.Device> asked,
    List<Answer> answers) {
  private static final int VERSION = 1;
  private static final String SPACE = Space.ERASURE.title();

  void save(StoreTransaction tx, ConversationId id) {
    Row.Writer out =
        new Row.Writer(VERSION)
            .bytes(reference)
            .text(person.uri())
            .text(by.uri())
            .instant(at)
            .number(asked.size());
    asked.forEach(one -> out.text(one.uri()).text(one.user().uri()));
    out.number(answers.size());
    answers.forEach(
        one ->
            out.text(one.device().uri())
                .text(one.device().user().uri())
                .text(one.outcome().name())
                .instant(one.at()));
    tx.put(SPACE, key(id, reference), out.done());
  }

  static Optional<ErasureRow> find(StoreTransaction tx, ConversationId id, byte[] reference) {
    return tx.get(SPACE, key(id, reference)).map(ErasureRow::read);
  }

  /** The newest first. */
  static List<ErasureRow> all(StoreTransaction tx, ConversationId id) {
    return tx.scan(SPACE, id + "/").values().stream()
        .map(ErasureRow::read)
        .sorted(Comparator.comparing(ErasureRow::at).reversed())
        .toList();
  }

  private static ErasureRow read(byte[] row) {
    Row.Reader in = new Row.Reader(row, VERSION);
    return new ErasureRow(
        in.bytes(),
        new UserId(in.text()),
        new UserId(in.text()),
        in.instant(),
        in.list(ErasureRow::device),
        in.list(each -> new Answer(device(each), Outcome.valueOf(each.text()), each.instant())));
  }

  private static Erasure.Device device(Row.Reader in) {
    return new Erasure.Device(in.text(), new UserId(in.text()));
  }

  /** With one more answer; the first of a device counts. */
  Optional<ErasureRow> answered(Answer answer) {
    if (!asked.contains(answer.device())
        || answers.stream().anyMatch(known -> known.device().equals(answer.device()))) {
      return Optional.empty();
    }
    List<Answer> more = new ArrayList<>(answers);
    more.add(answer);
    return Optional.of(new ErasureRow(reference, person, by, at, asked, more));
  }

  /** As it stands among those that are inside now. */
  Erasure shown(ConversationId id, List<Seat> seats) {
    List<Erasure.Device> outstanding =
        asked.stream()
            .filter(one -> answers.stream().noneMatch(answer -> answer.device().equals(one)))
            .filter(one -> seats.stream().anyMatch(seat -> seat.device().equals(one.uri())))
            .toList();
    return new Erasure(id, person, by, at, List.copyOf(answers), outstanding);
  }

  private static String key(ConversationId id, byte[] reference) {
    return id + "/" + Hashes.text(reference);
  }
}
