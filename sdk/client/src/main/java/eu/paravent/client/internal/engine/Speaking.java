package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.Message;
import eu.paravent.client.MessageId;
import eu.paravent.client.OutgoingMessage;
import eu.paravent.client.RefusedException;
import eu.paravent.client.SendOptions;
import eu.paravent.client.UserId;
import eu.paravent.client.internal.mimi.ActionPart;
import eu.paravent.client.internal.mimi.Contents;
import eu.paravent.client.internal.mimi.ErasurePart;
import eu.paravent.client.internal.mimi.Extras;
import eu.paravent.client.internal.mimi.MimiContent;
import eu.paravent.client.internal.mimi.NestedPart;
import eu.paravent.client.internal.mimi.NestedPart.NullPart;
import eu.paravent.client.internal.mimi.RestrictionPart;
import eu.paravent.client.internal.mimi.RestrictionPart.Kind;
import eu.paravent.client.internal.store.StoreTransaction;
import eu.paravent.client.message.Attachment;
import eu.paravent.client.message.ContactCard;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.message.Poll;
import eu.paravent.client.message.Reaction;
import eu.paravent.client.store.HostTransaction;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** What this person says in a conversation, and does to what was said. */
final class Speaking {
  private final Engine engine;
  private final ConversationId id;

  Speaking(Engine engine, ConversationId id) {
    this.engine = engine;
    this.id = id;
  }

  OutgoingMessage send(MessageContent content, SendOptions options) {
    Extras extras = extras(options);
    return outgoing(
        tx -> {
          Optional<byte[]> answered =
              options.inReplyTo().map(to -> Said.by(tx, id, to).reference());
          return enqueue(tx, content, answered, options, extras);
        });
  }

  OutgoingMessage send(MessageContent content, SendOptions options, HostTransaction within) {
    Core core = engine.core();
    core.threads.requireOpen();
    Optional<byte[]> answered =
        core.database.read(
            tx -> {
              requireActive(tx);
              if (content instanceof ContactCard card) {
                requireKnown(tx, card.person());
              }
              return options.inReplyTo().map(to -> Said.by(new Tx(tx), id, to).reference());
            });
    Extras extras = extras(options);
    Written message = engine.outbox().written(content, answered, options.expiry(), extras);
    engine.handovers().offer(within, id, message);
    return new Outgoing(engine, id, message.id(self(), id));
  }

  private MessageId enqueue(
      Tx tx,
      MessageContent content,
      Optional<byte[]> answered,
      SendOptions options,
      Extras extras) {
    if (content instanceof ContactCard card) {
      requireKnown(tx.store(), card.person());
    }
    return engine.outbox().enqueue(tx, id, self(), content, answered, options.expiry(), extras);
  }

  /** Nobody hands around people it has nothing to do with. */
  private void requireKnown(StoreTransaction tx, UserId person) {
    boolean known =
        person.equals(self())
            || ConversationRow.all(tx).stream()
                .filter(ConversationRow::active)
                .anyMatch(row -> Seats.users(Seat.all(tx, row.id())).contains(person));
    if (!known) {
      throw new IllegalArgumentException(
          "A contact card is of a member of a conversation that this client is in");
    }
  }

  OutgoingMessage edit(MessageId message, String markdown) {
    MessageContent.text(markdown);
    return outgoing(
        tx -> {
          Said said = Said.by(tx, id, message).ownOf(self());
          if (!(said.message().content() instanceof MessageContent.Text)) {
            throw new IllegalArgumentException("Only a text can be edited");
          }
          return amend(tx, mimi(Contents.text(markdown)).replacing(said.reference()));
        });
  }

  OutgoingMessage delete(MessageId message) {
    return outgoing(
        tx -> {
          Said said = Said.by(tx, id, message).ownOf(self());
          return amend(tx, mimi(new NullPart(NestedPart.RENDER, "")).replacing(said.reference()));
        });
  }

  OutgoingMessage erase(UserId person) {
    return outgoing(
        tx -> {
          if (!Erasures.allowed(tx.store(), id, self(), person)) {
            throw new RefusedException(
                "not-yours-to-erase",
                "What others said is erased by themselves, or by an owner of their organisation");
          }
          return amend(tx, mimi(new ErasurePart(person).part()));
        });
  }

  OutgoingMessage restrict(UserId person, boolean restricted) {
    return outgoing(
        tx -> {
          if (!Erasures.allowed(tx.store(), id, self(), person)) {
            throw new RefusedException(
                "not-yours-to-restrict",
                "What others said is restricted by themselves, or by an owner of their"
                    + " organisation");
          }
          return amend(
              tx,
              mimi(new RestrictionPart(person, restricted ? Kind.RESTRICTED : Kind.LIFTED).part()));
        });
  }

  void react(MessageId to, String emoji) {
    NestedPart body = Amendments.reaction(emoji);
    outgoing(tx -> amend(tx, mimi(body).inReplyTo(Said.by(tx, id, to).reference())));
  }

  void unreact(MessageId to, String emoji) {
    Reaction reaction = new Reaction(self(), emoji);
    engine.core().threads.requireOpen();
    engine
        .core()
        .database
        .write(
            tx -> {
              requireActive(tx.store());
              Said.by(tx, id, to)
                  .given(reaction)
                  .ifPresent(
                      given ->
                          amend(tx, mimi(new NullPart(NestedPart.REACTION, "")).replacing(given)));
              return true;
            });
  }

  OutgoingMessage vote(MessageId message, Collection<Integer> options) {
    ActionPart.Vote vote =
        new ActionPart.Vote(new TreeSet<>(options).stream().map(Integer::valueOf).toList());
    return outgoing(
        tx -> {
          Said said = Said.by(tx, id, message);
          Polls.check(open(said), vote.options());
          return amend(tx, mimi(vote.part()).inReplyTo(said.reference()));
        });
  }

  OutgoingMessage close(MessageId message) {
    return outgoing(
        tx -> {
          Said said = Said.by(tx, id, message).ownOf(self());
          open(said);
          return amend(tx, mimi(new ActionPart.Close().part()).inReplyTo(said.reference()));
        });
  }

  private static Poll open(Said said) {
    if (!(said.message().content() instanceof Poll poll)) {
      throw new IllegalArgumentException("Message " + said.message().id() + " is not a poll");
    }
    if (said.message().votes().orElseThrow().closed().isPresent()) {
      throw new IllegalStateException("Poll " + said.message().id() + " is closed");
    }
    return poll;
  }

  OutgoingMessage pin(MessageId message, boolean pinned) {
    if (self().guest()) {
      throw new RefusedException("staff-only", "Guests do not pin messages");
    }
    NestedPart body = new ActionPart.Pin(pinned).part();
    return outgoing(tx -> amend(tx, mimi(body).inReplyTo(Said.by(tx, id, message).reference())));
  }

  /** A file goes along without upload where the others can get it where it lies. */
  OutgoingMessage forward(ConversationId from, MessageId message) {
    engine.core().threads.requireOpen();
    Message said =
        engine
            .core()
            .database
            .read(
                tx ->
                    Messages.position(tx, from, message)
                        .filter(place -> Messages.shown(tx, from, place))
                        .map(place -> Messages.at(tx, from, place))
                        .filter(m -> m.state() != Message.State.FAILED)
                        .orElseThrow(
                            () ->
                                new IllegalArgumentException(
                                    "Conversation " + from + " has no message " + message)));
    if (said.content() instanceof MessageContent.Restricted) {
      throw new RefusedException("restricted", "What is restricted is not forwarded");
    }
    if (said.expires().isPresent() || said.content() instanceof Poll) {
      throw new IllegalArgumentException(
          "What disappears, and a poll with its votes, stay where they are");
    }
    MessageContent content = from.equals(id) ? said.content() : lifted(from, said.content());
    Extras extras = extras().forwarded(true).imported(said.imported());
    return outgoing(tx -> enqueue(tx, content, Optional.empty(), SendOptions.none(), extras));
  }

  /**
   * Its file for another conversation: the server gives it to the members of the first only. Under
   * a fresh key, so that the server cannot tell that it is the same.
   */
  private MessageContent lifted(ConversationId from, MessageContent content) {
    if (content instanceof MessageContent.File file) {
      Attachment a = file.attachment();
      return MessageContent.file(a.name(), a.mediaType(), Files.download(engine, from, a));
    } else if (content instanceof MessageContent.Image image) {
      Attachment a = image.attachment();
      return MessageContent.image(
          a.name(), a.mediaType(), Files.download(engine, from, a), image.thumbnail());
    } else if (content instanceof MessageContent.VoiceNote note) {
      Attachment a = note.attachment();
      return MessageContent.voiceNote(
          a.name(), a.mediaType(), Files.download(engine, from, a), note.duration());
    }
    return content;
  }

  private Extras extras() {
    return Extras.at(engine.core().clock.instant());
  }

  private Extras extras(SendOptions options) {
    return extras().automatic(options.automatic()).imported(options.imported());
  }

  private MessageId amend(Tx tx, MimiContent content) {
    return engine.outbox().amend(tx, id, self(), content);
  }

  private MimiContent mimi(NestedPart body) {
    return MimiContent.of(body, engine.core().random);
  }

  private OutgoingMessage outgoing(Function<Tx, MessageId> work) {
    Core core = engine.core();
    core.threads.requireOpen();
    MessageId message =
        core.database.write(
            tx -> {
              requireActive(tx.store());
              return work.apply(tx);
            });
    return new Outgoing(engine, id, message);
  }

  private void requireActive(StoreTransaction tx) {
    if (engine.core().identity.archivist()) {
      throw new RefusedException(
          "archivist-is-silent", "An archivist keeps records and says nothing");
    }
    ConversationRow.load(tx, id).requireActive();
  }

  private UserId self() {
    return engine.core().identity.user();
  }
}
