package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.UserId;
import eu.paravent.client.event.ChatEvent.MessageChanged.Change;
import eu.paravent.client.internal.mimi.MimiContent;
import eu.paravent.client.internal.mimi.NestedPart;
import eu.paravent.client.internal.mimi.NestedPart.NullPart;
import eu.paravent.client.internal.mimi.NestedPart.SinglePart;
import eu.paravent.client.message.Reaction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Messages that change others instead of being shown: edits, deletions, reactions
 * (draft-ietf-mimi-content, sections Reaction, Edit, Delete, Unlike). They take effect in the order
 * of the log, one's own as well. What refers to a message that is not here is passed over: it may
 * have been sent before this client came.
 */
final class Amendments {
  private static final String REACTION_TYPE = "text/plain;charset=utf-8";
  private static final Pattern UNFIT = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Zs}]");

  private final Events events;

  Amendments(Events events) {
    this.events = events;
  }

  static boolean is(MimiContent content) {
    return content.replaces().isPresent() || reaction(content).isPresent();
  }

  /** The body of a reaction. */
  static NestedPart reaction(String emoji) {
    if (!fits(emoji)) {
      throw new IllegalArgumentException(
          "A reaction has 1 to "
              + Reaction.EMOJI_MOST
              + " characters, without spaces and control characters");
    }
    return new SinglePart(
        NestedPart.REACTION, "", REACTION_TYPE, emoji.getBytes(StandardCharsets.UTF_8));
  }

  /** The emoji, where it is a reaction that can be shown as one. */
  static Optional<String> reaction(MimiContent content) {
    if (content.inReplyTo().isEmpty()
        || content.body().disposition() != NestedPart.REACTION
        || !(content.body() instanceof SinglePart part)
        || !part.contentType().startsWith("text/plain")) {
      return Optional.empty();
    }
    return Optional.of(new String(part.content(), StandardCharsets.UTF_8)).filter(Amendments::fits);
  }

  private static boolean fits(String emoji) {
    return !emoji.isEmpty()
        && emoji.length() <= Reaction.EMOJI_MOST
        && !UNFIT.matcher(emoji).find();
  }

  /**
   * @param sender verified
   * @param encoded the amending message as it was sent
   * @param time the server's word
   */
  void apply(
      Tx tx, ConversationId id, UserId sender, MimiContent content, byte[] encoded, Instant time) {
    byte[] own = References.of(sender, id, encoded, content.salt());
    Optional<References.Found> found =
        content
            .replaces()
            .or(content::inReplyTo)
            .flatMap(target -> References.find(tx.store(), id, target));
    if (found.isEmpty()) {
      return;
    }
    long place = found.get().place();
    if (content.replaces().isEmpty()) {
      String emoji = reaction(content).orElseThrow();
      if (!found.get().reaction()
          && !Messages.deleted(tx.store(), id, place)
          && Reactions.add(tx.store(), id, place, sender, emoji, own)) {
        events.changed(tx, id, place, sender, Change.REACTIONS);
      }
    } else if (found.get().reaction()) {
      adjust(tx, id, place, sender, content, own);
    } else {
      replace(tx, id, place, sender, content, own, time);
    }
  }

  private void adjust(
      Tx tx, ConversationId id, long place, UserId sender, MimiContent content, byte[] own) {
    if (!Reactions.remove(tx.store(), id, place, sender, content.replaces().orElseThrow())) {
      refuse(tx, id, sender);
      return;
    }
    reaction(content).ifPresent(emoji -> Reactions.add(tx.store(), id, place, sender, emoji, own));
    events.changed(tx, id, place, sender, Change.REACTIONS);
  }

  private void replace(
      Tx tx,
      ConversationId id,
      long place,
      UserId sender,
      MimiContent content,
      byte[] own,
      Instant time) {
    if (!Messages.sender(tx.store(), id, place).equals(sender)) {
      refuse(tx, id, sender);
    } else if (Messages.deleted(tx.store(), id, place)) {
      // who deletes on one device while another edits wants it deleted
      return;
    } else if (content.body() instanceof NullPart) {
      Messages.erase(tx.store(), id, place);
      Reactions.removeAll(tx.store(), id, place);
      Receipts.removeAll(tx.store(), id, place);
      events.changed(tx, id, place, sender, Change.DELETED);
    } else {
      Messages.edit(tx.store(), id, place, content.body(), time);
      References.message(tx.store(), id, own, place);
      events.changed(tx, id, place, sender, Change.EDITED);
    }
  }

  private void refuse(Tx tx, ConversationId id, UserId sender) {
    events.unreadable(tx, id, Optional.of(sender), "It changes what someone else said");
  }
}
