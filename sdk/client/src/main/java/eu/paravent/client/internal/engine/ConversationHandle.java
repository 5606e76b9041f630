package eu.paravent.client.internal.engine;

import eu.paravent.client.BusinessReference;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationEndedException;
import eu.paravent.client.ConversationId;
import eu.paravent.client.Guest;
import eu.paravent.client.KeyAgreement;
import eu.paravent.client.Message;
import eu.paravent.client.MessageId;
import eu.paravent.client.OutgoingMessage;
import eu.paravent.client.Participant;
import eu.paravent.client.SendOptions;
import eu.paravent.client.UntrustedException;
import eu.paravent.client.UserId;
import eu.paravent.client.internal.attachment.AttachmentCipher;
import eu.paravent.client.internal.delivery.ServerApi;
import eu.paravent.client.internal.mimi.Contents;
import eu.paravent.client.internal.mimi.MimiContent;
import eu.paravent.client.internal.mimi.NestedPart;
import eu.paravent.client.internal.mimi.NestedPart.ExternalPart;
import eu.paravent.client.internal.mimi.NestedPart.NullPart;
import eu.paravent.client.internal.mimi.ReceivedFile;
import eu.paravent.client.internal.store.StoreTransaction;
import eu.paravent.client.invite.GuestInvite;
import eu.paravent.client.invite.GuestInviteSpec;
import eu.paravent.client.invite.InviteId;
import eu.paravent.client.invite.JoinRequest;
import eu.paravent.client.message.Attachment;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.message.Reaction;
import eu.paravent.client.store.HostTransaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** A conversation as the host sees it: nothing but its id, everything else is in the store. */
final class ConversationHandle implements Conversation {
  private final Engine engine;
  private final ConversationId id;

  ConversationHandle(Engine engine, ConversationId id) {
    this.engine = engine;
    this.id = id;
  }

  @Override
  public ConversationId id() {
    return id;
  }

  @Override
  public String title() {
    return row().title();
  }

  @Override
  public Optional<BusinessReference> reference() {
    return row().reference();
  }

  @Override
  public State state() {
    return row().active() ? State.ACTIVE : State.ENDED;
  }

  @Override
  public KeyAgreement keyAgreement() {
    return read(tx -> Suites.agreement(Suites.of(tx, id)));
  }

  @Override
  public List<Participant> participants() {
    UserId self = self();
    return read(
        tx -> {
          List<Seat> seats = Seat.all(tx, id);
          List<Participant> people = new ArrayList<>();
          for (UserId user : Seats.users(seats)) {
            people.add(
                new Participant(
                    user,
                    Details.name(tx, id, user).orElse(user.name()),
                    user.guest() ? Participant.Role.GUEST : Participant.Role.STAFF,
                    (int) seats.stream().filter(seat -> seat.user().equals(user)).count(),
                    user.equals(self),
                    Seats.custody(seats, user)));
          }
          return List.copyOf(people);
        });
  }

  @Override
  public void add(UserId... people) {
    change(
        () -> {
          engine.people().add(lane(), List.of(people));
          return true;
        });
  }

  @Override
  public void remove(UserId... people) {
    change(
        () -> {
          engine.people().remove(lane(), Set.of(people));
          return true;
        });
  }

  @Override
  public void leave() {
    change(
        () -> {
          engine.leave(lane());
          return true;
        });
  }

  @Override
  public OutgoingMessage send(MessageContent content) {
    return send(content, SendOptions.none());
  }

  @Override
  public OutgoingMessage reply(MessageId to, MessageContent content) {
    return send(content, SendOptions.none().inReplyTo(to));
  }

  @Override
  public OutgoingMessage send(MessageContent content, SendOptions options) {
    return outgoing(
        tx -> {
          Optional<byte[]> answered =
              options.inReplyTo().map(to -> Said.by(tx, id, to).reference());
          return engine.outbox().enqueue(tx, id, self(), content, answered, options.expiry());
        });
  }

  @Override
  public OutgoingMessage send(MessageContent content, HostTransaction within) {
    return send(content, SendOptions.none(), within);
  }

  @Override
  public OutgoingMessage send(MessageContent content, SendOptions options, HostTransaction within) {
    Optional<byte[]> answered =
        read(
            tx -> {
              requireActive(ConversationRow.load(tx, id));
              return options.inReplyTo().map(to -> Said.by(new Tx(tx), id, to).reference());
            });
    Written message = engine.outbox().written(content, answered, options.expiry());
    engine.handovers().offer(within, id, message);
    return new Outgoing(engine, id, message.id(self(), id));
  }

  @Override
  public OutgoingMessage edit(MessageId message, String markdown) {
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

  @Override
  public OutgoingMessage delete(MessageId message) {
    return outgoing(
        tx -> {
          Said said = Said.by(tx, id, message).ownOf(self());
          return amend(tx, mimi(new NullPart(NestedPart.RENDER, "")).replacing(said.reference()));
        });
  }

  @Override
  public void react(MessageId to, String emoji) {
    NestedPart body = Amendments.reaction(emoji);
    outgoing(tx -> amend(tx, mimi(body).inReplyTo(Said.by(tx, id, to).reference())));
  }

  @Override
  public void unreact(MessageId to, String emoji) {
    Reaction reaction = new Reaction(self(), emoji);
    engine.core().threads.requireOpen();
    engine
        .core()
        .database
        .write(
            tx -> {
              requireActive(ConversationRow.load(tx.store(), id));
              Said.by(tx, id, to)
                  .given(reaction)
                  .ifPresent(
                      given ->
                          amend(tx, mimi(new NullPart(NestedPart.REACTION, "")).replacing(given)));
              return true;
            });
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
              requireActive(ConversationRow.load(tx.store(), id));
              return work.apply(tx);
            });
    return new Outgoing(engine, id, message);
  }

  private Instant now() {
    return engine.core().clock.instant();
  }

  private UserId self() {
    return engine.core().identity.user();
  }

  @Override
  public List<Message> messages(int limit) {
    return read(tx -> Messages.before(tx, id, Long.MAX_VALUE, limit, now()));
  }

  @Override
  public List<Message> messagesBefore(Message message, int limit) {
    return read(tx -> Messages.before(tx, id, message.position(), limit, now()));
  }

  @Override
  public Optional<Message> message(MessageId message) {
    return read(tx -> Messages.find(tx, id, message, now()));
  }

  @Override
  public int unread() {
    return read(tx -> engine.reading().unread(tx, id, UNREAD_MOST));
  }

  @Override
  public void read(MessageId upTo) {
    engine.core().threads.requireOpen();
    engine
        .core()
        .database
        .write(
            tx -> {
              long place =
                  Messages.position(tx.store(), id, upTo)
                      .orElseThrow(
                          () ->
                              new IllegalArgumentException(
                                  "Conversation " + id + " has no message " + upTo + " here"));
              engine.reading().upTo(tx, id, place, true);
              return true;
            });
  }

  @Override
  public void showTyping() {
    engine.core().threads.requireOpen();
    engine.typing().show(id);
  }

  @Override
  public List<UserId> typing() {
    engine.core().threads.requireOpen();
    return engine.typing().now(id);
  }

  @Override
  public byte[] download(Attachment attachment) {
    engine.core().threads.requireOpen();
    ExternalPart part = ReceivedFile.part(attachment);
    String attachmentId =
        ServerApi.attachmentId(part.url())
            .orElseThrow(
                () -> new UntrustedException("The file's address is none of this server", null));
    byte[] ciphertext = engine.core().server.download(id.value(), attachmentId);
    try {
      return AttachmentCipher.decrypt(part, ciphertext);
    } catch (AttachmentCipher.ForeignContentException e) {
      throw new UntrustedException("The file is not what was sent: " + e.getMessage(), e);
    }
  }

  @Override
  public GuestInvite inviteGuest(GuestInviteSpec spec) {
    return change(() -> engine.invites().create(lane(), spec));
  }

  @Override
  public List<GuestInvite> invites() {
    engine.core().threads.requireOpen();
    return row().active() ? engine.invites().list(id) : List.of();
  }

  @Override
  public void revoke(InviteId invite) {
    change(
        () -> {
          engine.invites().revoke(lane(), invite.value());
          return true;
        });
  }

  @Override
  public List<Guest> guests() {
    engine.core().threads.requireOpen();
    return row().active() ? engine.invites().guests(id) : List.of();
  }

  @Override
  public List<JoinRequest> joinRequests() {
    return change(() -> engine.guestRequests().list(id));
  }

  @Override
  public void approve(JoinRequest request) {
    change(
        () -> {
          engine.guestRequests().approve(lane(), request.id());
          return true;
        });
  }

  @Override
  public void decline(JoinRequest request) {
    change(
        () -> {
          engine.guestRequests().decline(lane(), request.id());
          return true;
        });
  }

  private <T> T change(Supplier<T> work) {
    Core core = engine.core();
    core.threads.requireOpen();
    core.identity.require();
    return lane()
        .inTurn(
            core.patience,
            () -> {
              requireActive(row());
              return work.get();
            });
  }

  private Lane lane() {
    return engine.core().lane(id);
  }

  private ConversationRow row() {
    return read(tx -> ConversationRow.load(tx, id));
  }

  private <T> T read(Function<StoreTransaction, T> work) {
    engine.core().threads.requireOpen();
    return engine.core().database.read(work);
  }

  private void requireActive(ConversationRow row) {
    if (!row.active()) {
      throw new ConversationEndedException("This client is no longer in conversation " + id);
    }
  }

  @Override
  public boolean equals(@org.jspecify.annotations.Nullable Object other) {
    return other instanceof ConversationHandle handle
        && handle.engine == engine
        && handle.id.equals(id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return "Conversation[" + id + "]";
  }
}
