package eu.paravent.client.internal.engine;

import eu.paravent.client.BusinessReference;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationEndedException;
import eu.paravent.client.ConversationId;
import eu.paravent.client.Message;
import eu.paravent.client.MessageId;
import eu.paravent.client.OutgoingMessage;
import eu.paravent.client.Participant;
import eu.paravent.client.UntrustedException;
import eu.paravent.client.UserId;
import eu.paravent.client.internal.attachment.AttachmentCipher;
import eu.paravent.client.internal.delivery.ServerApi;
import eu.paravent.client.internal.store.StoreTransaction;
import eu.paravent.client.invite.GuestInvite;
import eu.paravent.client.invite.GuestInviteSpec;
import eu.paravent.client.invite.InviteId;
import eu.paravent.client.message.Attachment;
import eu.paravent.client.message.MessageContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
  public List<Participant> participants() {
    UserId self = engine.core().identity.user();
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
                    user.equals(self)));
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
    Core core = engine.core();
    core.threads.requireOpen();
    UserId self = core.identity.user();
    MessageId message =
        core.database.write(
            tx -> {
              requireActive(ConversationRow.load(tx.store(), id));
              return engine.outbox().enqueue(tx, id, self, content);
            });
    return new Outgoing(engine, id, message);
  }

  @Override
  public List<Message> messages(int limit) {
    return read(tx -> Messages.before(tx, id, Long.MAX_VALUE, limit));
  }

  @Override
  public List<Message> messagesBefore(Message message, int limit) {
    return read(tx -> Messages.before(tx, id, message.position(), limit));
  }

  @Override
  public byte[] download(Attachment attachment) {
    engine.core().threads.requireOpen();
    String attachmentId =
        ServerApi.attachmentId(attachment.part().url())
            .orElseThrow(
                () -> new UntrustedException("The file's address is none of this server", null));
    byte[] ciphertext = engine.core().server.download(id.value(), attachmentId);
    try {
      return AttachmentCipher.decrypt(attachment.part(), ciphertext);
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

  private <T> T read(java.util.function.Function<StoreTransaction, T> work) {
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
