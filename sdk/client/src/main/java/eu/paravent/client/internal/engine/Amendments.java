package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.UserId;
import eu.paravent.client.event.ChatEvent.MessageChanged.Change;
import eu.paravent.client.internal.cbor.CborException;
import eu.paravent.client.internal.mimi.ActionPart;
import eu.paravent.client.internal.mimi.Contents;
import eu.paravent.client.internal.mimi.MimiContent;
import eu.paravent.client.internal.mimi.NestedPart;
import eu.paravent.client.internal.mimi.NestedPart.NullPart;
import eu.paravent.client.internal.mimi.NestedPart.SinglePart;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.message.Poll;
import eu.paravent.client.message.Reaction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Messages that change others instead of being shown: edits, deletions, reactions
 * (draft-ietf-mimi-content, sections Reaction, Edit, Delete, Unlike), votes and pins. They take
 * effect in the order of the log, one's own as well. What refers to a message that is not here is
 * passed over: it may have been sent before this client came.
 */
final class Amendments {
  private static final String REACTION_TYPE = "text/plain;charset=utf-8";
  private static final Pattern UNFIT = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Zs}]");

  private final Events events;

  Amendments(Events events) {
    this.events = events;
  }

  static boolean is(MimiContent content) {
    return content.replaces().isPresent()
        || reaction(content).isPresent()
        || ActionPart.is(content.body());
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

  static boolean fits(String emoji) {
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
      HistoryLate.keep(tx.store(), id, sender, encoded, time);
      return;
    }
    long place = found.get().place();
    if (content.replaces().isEmpty() && ActionPart.is(content.body())) {
      if (!found.get().reaction() && !Messages.deleted(tx.store(), id, place)) {
        act(tx, id, place, sender, content.body(), time);
      }
    } else if (content.replaces().isEmpty()) {
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

  private void act(
      Tx tx, ConversationId id, long place, UserId sender, NestedPart body, Instant time) {
    try {
      ActionPart action = ActionPart.read(body).orElse(null);
      if (action instanceof ActionPart.Vote vote) {
        vote(tx, id, place, sender, vote);
      } else if (action instanceof ActionPart.Close) {
        close(tx, id, place, sender, time);
      } else if (action instanceof ActionPart.Pin pin) {
        pin(tx, id, place, sender, pin.pinned());
      }
    } catch (CborException | IllegalArgumentException e) {
      events.unreadable(tx, id, Optional.of(sender), String.valueOf(e.getMessage()));
    }
  }

  private void vote(Tx tx, ConversationId id, long place, UserId voter, ActionPart.Vote vote) {
    Poll poll = poll(tx, id, place);
    Polls.check(poll, vote.options());
    // one that lost the race against the end of the poll is nobody's fault
    if (Polls.closed(tx.store(), id, place).isEmpty()) {
      Polls.vote(tx.store(), id, place, voter, vote.options());
      events.changed(tx, id, place, voter, Change.VOTES);
    }
  }

  private void close(Tx tx, ConversationId id, long place, UserId sender, Instant time) {
    poll(tx, id, place);
    if (!Messages.sender(tx.store(), id, place).equals(sender)) {
      throw new IllegalArgumentException("It closes someone else's poll");
    }
    if (Polls.closed(tx.store(), id, place).isEmpty()) {
      Polls.close(tx.store(), id, place, time);
      events.changed(tx, id, place, sender, Change.VOTES);
    }
  }

  private static Poll poll(Tx tx, ConversationId id, long place) {
    if (Messages.content(tx.store(), id, place) instanceof Poll poll) {
      return poll;
    }
    throw new IllegalArgumentException("It is about a poll where none is");
  }

  private void pin(Tx tx, ConversationId id, long place, UserId sender, boolean pinned) {
    if (sender.guest()) {
      throw new IllegalArgumentException("A guest pins nothing");
    }
    if (Pins.set(tx.store(), id, place, pinned)) {
      events.changed(tx, id, place, sender, Change.PIN);
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
      Traces.removeAll(tx.store(), id, place);
      events.changed(tx, id, place, sender, Change.DELETED);
    } else if (!(Messages.content(tx.store(), id, place) instanceof MessageContent.Text)
        || !(Contents.of(content.body()) instanceof MessageContent.Text)) {
      // a poll that changes under its votes, for one
      events.unreadable(tx, id, Optional.of(sender), "It edits what is no text");
    } else {
      Messages.edit(tx.store(), id, place, content.body(), time);
      References.message(tx.store(), id, own, place);
      SearchIndex.renew(tx.store(), id, place);
      events.changed(tx, id, place, sender, Change.EDITED);
    }
  }

  private void refuse(Tx tx, ConversationId id, UserId sender) {
    events.unreadable(tx, id, Optional.of(sender), "It changes what someone else said");
  }
}
