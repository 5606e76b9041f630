package eu.paravent.client.internal.engine;

import eu.paravent.client.BusinessReference;
import eu.paravent.client.ConversationId;
import eu.paravent.client.KeyCustody;
import eu.paravent.client.Participant;
import eu.paravent.client.UserId;
import eu.paravent.client.archive.Recorded;
import eu.paravent.client.archive.Recorded.Kind;
import eu.paravent.client.archive.Recorded.Proof;
import eu.paravent.client.internal.store.StoreTransaction;
import eu.paravent.client.retention.ConversationClass;
import eu.paravent.client.retention.Retention;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A record on its way to the keeper.
 *
 * @param data the plaintext of a message
 * @param text what happened, where it is no message
 */
record RecordRow(
    Kind kind,
    ConversationId conversation,
    long sequence,
    Instant time,
    byte[] original,
    Optional<UserId> by,
    byte[] data,
    String text,
    Optional<Proof> proof) {
  private static final int VERSION = 1;
  private static final String STREAM = Space.RECORDS.title();

  RecordRow(
      Kind kind,
      ConversationId conversation,
      long sequence,
      Instant time,
      byte[] original,
      Optional<UserId> by,
      byte[] data,
      String text) {
    this(kind, conversation, sequence, time, original, by, data, text, Optional.empty());
  }

  RecordRow proved(Proof by) {
    return new RecordRow(
        kind, conversation, sequence, time, original, this.by, data, text, Optional.of(by));
  }

  /** With what the conversation is now. */
  void append(StoreTransaction tx, List<Participant> people) {
    ConversationRow room = ConversationRow.load(tx, conversation);
    CharterRow charter = CharterRow.kept(tx, conversation);
    Row.Writer out =
        new Row.Writer(VERSION)
            .text(kind.name())
            .text(conversation.value())
            .number(sequence)
            .instant(time)
            .bytes(original)
            .optionalText(by.map(UserId::uri))
            .bytes(data)
            .text(text)
            .flag(proof.isPresent());
    proof.ifPresent(
        p -> {
          out.bytes(p.toBeSigned()).bytes(p.signature()).number(p.certificates().size());
          p.certificates().forEach(out::bytes);
        });
    out.text(room.title())
        .optionalText(room.reference().map(BusinessReference::type))
        .optionalText(room.reference().map(BusinessReference::key))
        .text(charter.kind().name())
        .number(charter.retention().minimumDays())
        .number(charter.retention().maximumDays())
        .number(people.size());
    people.forEach(
        one ->
            out.text(one.id().uri())
                .text(one.displayName())
                .text(one.role().name())
                .number(one.devices())
                .flag(one.self())
                .optionalText(one.custody().map(KeyCustody::name)));
    tx.append(STREAM, out.done());
  }

  static List<Recorded> waiting(StoreTransaction tx, int most) {
    return tx.after(STREAM, 0, most).stream().map(RecordRow::read).toList();
  }

  static void done(StoreTransaction tx, long position) {
    tx.remove(STREAM, position);
  }

  private static Recorded read(StoreTransaction.Entry entry) {
    Row.Reader in = new Row.Reader(entry.value(), VERSION);
    Kind kind = Kind.valueOf(in.text());
    ConversationId conversation = new ConversationId(in.text());
    long sequence = in.number();
    Instant time = in.instant();
    byte[] original = in.bytes();
    Optional<UserId> by = in.optionalText().map(UserId::new);
    byte[] data = in.bytes();
    String text = in.text();
    Optional<Proof> proof =
        in.flag()
            ? Optional.of(new Proof(in.bytes(), in.bytes(), in.list(Row.Reader::bytes)))
            : Optional.empty();
    String title = in.text();
    Optional<String> type = in.optionalText();
    Optional<String> key = in.optionalText();
    ConversationClass keptAs = ConversationClass.valueOf(in.text());
    Retention retention = new Retention((int) in.number(), (int) in.number());
    List<Participant> people =
        in.list(
            one ->
                new Participant(
                    new UserId(one.text()),
                    one.text(),
                    Participant.Role.valueOf(one.text()),
                    (int) one.number(),
                    one.flag(),
                    one.optionalText().map(KeyCustody::valueOf)));
    return new Recorded(
        entry.position(),
        kind,
        conversation,
        sequence,
        time,
        original,
        proof,
        Renderings.of(kind, conversation, by, data, text),
        title,
        type.flatMap(t -> key.map(k -> BusinessReference.of(t, k))),
        keptAs,
        retention,
        people);
  }
}
