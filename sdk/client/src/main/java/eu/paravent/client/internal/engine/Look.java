package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.internal.store.StoreTransaction;
import eu.paravent.client.message.Picture;
import java.time.Instant;
import java.util.Optional;

/**
 * Which words and which picture of a conversation are the newest, and whether it is one of two
 * people. Beside {@link ConversationRow}, which is written with every message.
 *
 * @param revision of title, business reference and picture; grows with each change
 * @param direct made by one person for another one; settled by the first who says anything of it
 * @param begun when it was made, by the clock of who made it; 1970 where nobody said
 * @param label how confidential it is; its revision is its own
 */
record Look(
    long revision,
    Optional<Picture> picture,
    Optional<Boolean> direct,
    Instant begun,
    Label label) {
  /** No one changes a title so often; who claims to is not followed. */
  private static final long LEAP_MOST = 1_000_000;

  private static final int OLDEST = 1, VERSION = 2;
  private static final String SPACE = Space.LOOK.title();

  static Look of(StoreTransaction tx, ConversationId id) {
    return tx.get(SPACE, id.value())
        .map(row -> new Row.Reader(row, OLDEST, VERSION))
        .map(
            in ->
                new Look(
                    in.number(),
                    in.optionalBytes().map(Picture::of),
                    in.flag() ? Optional.of(in.flag()) : Optional.empty(),
                    in.instant(),
                    in.version() < VERSION
                        ? Label.UNHEARD
                        : new Label(in.text(), in.number(), Label.Heard.valueOf(in.text()))))
        .orElse(new Look(0, Optional.empty(), Optional.empty(), Instant.EPOCH, Label.UNHEARD));
  }

  static Look begun(boolean direct, Instant when, Label label) {
    return new Look(0, Optional.empty(), Optional.of(direct), when, label);
  }

  void save(StoreTransaction tx, ConversationId id) {
    Row.Writer out =
        new Row.Writer(VERSION)
            .number(revision)
            .optionalBytes(picture.map(Picture::bytes))
            .flag(direct.isPresent());
    direct.ifPresent(out::flag);
    out.instant(begun).text(label.words()).number(label.revision()).text(label.heard().name());
    tx.put(SPACE, id.value(), out.done());
  }

  static void delete(StoreTransaction tx, ConversationId id) {
    tx.delete(SPACE, id.value());
  }

  /** Whether what came is newer, or as new and ahead: the same on every client in any order. */
  boolean behind(Details known, Details came) {
    if (came.revision() != revision) {
      return came.revision() > revision && came.revision() - revision <= LEAP_MOST;
    }
    // of a version that does not count: the last one in the log, as it always was
    return came.revision() == 0 || less(known.words(), came.words());
  }

  private static boolean less(byte[] one, byte[] other) {
    for (int at = 0; at < Math.min(one.length, other.length); at++) {
      if (one[at] != other[at]) {
        return (one[at] & 0xff) < (other[at] & 0xff);
      }
    }
    return one.length < other.length;
  }

  Look with(Details came) {
    return new Look(came.revision(), came.picture(), direct, begun, label);
  }

  Look labelled(Label next) {
    return new Look(revision, picture, direct, begun, next);
  }

  Look settled(boolean isDirect, Instant when) {
    return new Look(revision, picture, Optional.of(isDirect), when, label);
  }
}
