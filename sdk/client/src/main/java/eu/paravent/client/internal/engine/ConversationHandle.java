package eu.paravent.client.internal.engine;

import eu.paravent.client.BusinessReference;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationId;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.Guest;
import eu.paravent.client.KeyAgreement;
import eu.paravent.client.Message;
import eu.paravent.client.MessageId;
import eu.paravent.client.OutgoingMessage;
import eu.paravent.client.Participant;
import eu.paravent.client.RefusedException;
import eu.paravent.client.SendOptions;
import eu.paravent.client.UserId;
import eu.paravent.client.call.CallSignal;
import eu.paravent.client.call.MediaKey;
import eu.paravent.client.internal.store.StoreTransaction;
import eu.paravent.client.invite.GuestInvite;
import eu.paravent.client.invite.GuestInviteSpec;
import eu.paravent.client.invite.InviteId;
import eu.paravent.client.invite.JoinRequest;
import eu.paravent.client.message.Attachment;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.message.Picture;
import eu.paravent.client.privacy.Controller;
import eu.paravent.client.privacy.Erasure;
import eu.paravent.client.privacy.Restriction;
import eu.paravent.client.retention.ConversationClass;
import eu.paravent.client.retention.Kept;
import eu.paravent.client.retention.Retention;
import eu.paravent.client.store.HostTransaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
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
          CharterRow charter = CharterRow.of(tx, id);
          List<Participant> people = new ArrayList<>();
          for (UserId user : Seats.users(seats)) {
            people.add(
                new Participant(
                    user,
                    Details.name(tx, id, user).orElse(user.name()),
                    charter.role(user),
                    (int) seats.stream().filter(seat -> seat.user().equals(user)).count(),
                    user.equals(self),
                    Seats.custody(seats, user)));
          }
          return List.copyOf(people);
        });
  }

  @Override
  public boolean oneToOne() {
    return read(
        tx -> Look.of(tx, id).direct().orElse(false) && Seats.users(Seat.all(tx, id)).size() <= 2);
  }

  @Override
  public void rename(String title) {
    if (title.length() > ConversationSpec.TITLE_MOST) {
      throw new IllegalArgumentException(
          "A title has at most " + ConversationSpec.TITLE_MOST + " characters");
    }
    look(tx -> Details.change(tx, id, title, Look.of(tx, id).picture()));
  }

  @Override
  public Optional<Picture> picture() {
    return read(tx -> Look.of(tx, id).picture());
  }

  @Override
  public void changePicture(Picture picture) {
    look(tx -> Details.change(tx, id, ConversationRow.load(tx, id).title(), Optional.of(picture)));
  }

  @Override
  public void removePicture() {
    look(tx -> Details.change(tx, id, ConversationRow.load(tx, id).title(), Optional.empty()));
  }

  @Override
  public String label() {
    return read(tx -> Look.of(tx, id).label().words());
  }

  @Override
  public void changeLabel(String label) {
    Label.require(label);
    look(
        tx -> {
          if (!Label.mayChange(tx, id, self())) {
            throw new RefusedException(
                "owners-only", "Only an owner says how confidential a conversation is");
          }
          return Details.label(tx, id, label);
        });
  }

  private void look(Function<StoreTransaction, Details> changed) {
    Core core = engine.core();
    core.threads.requireOpen();
    if (self().guest()) {
      throw new RefusedException("staff-only", "Guests do not change title, picture and label");
    }
    core.database.write(
        tx -> {
          ConversationRow.load(tx.store(), id).requireActive();
          engine.outbox().enqueue(tx, id, changed.apply(tx.store()));
          core.events.detailsChanged(tx, id);
          return true;
        });
  }

  private void requireMore() {
    if (oneToOne()) {
      throw new RefusedException(
          "one-to-one", "A conversation of two stays one: begin another with more people");
    }
  }

  @Override
  public boolean archived() {
    return read(tx -> Preferences.of(tx, id).archived(tx, id, self()));
  }

  @Override
  public void archive() {
    prefer(tx -> Preferences.of(tx, id).archived(Optional.of(tx.last(Messages.stream(id)))));
  }

  @Override
  public void unarchive() {
    prefer(tx -> Preferences.of(tx, id).archived(Optional.empty()));
  }

  @Override
  public boolean muted() {
    Instant now = now();
    return read(tx -> Preferences.of(tx, id).mutedUntil().filter(now::isBefore).isPresent());
  }

  @Override
  public void mute(Instant until) {
    prefer(tx -> Preferences.of(tx, id).muted(Optional.of(until)));
  }

  @Override
  public void unmute() {
    prefer(tx -> Preferences.of(tx, id).muted(Optional.empty()));
  }

  private void prefer(Function<StoreTransaction, Preferences> wanted) {
    Core core = engine.core();
    core.threads.requireOpen();
    core.database.write(
        tx -> {
          engine.ownDevices().prefers(tx, id, wanted.apply(tx.store()));
          return true;
        });
  }

  @Override
  public void add(UserId... people) {
    change(
        () -> {
          requireMore();
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
  public ConversationClass kind() {
    return read(tx -> CharterRow.of(tx, id)).kind();
  }

  @Override
  public Retention retention() {
    return read(tx -> CharterRow.of(tx, id)).retention();
  }

  @Override
  public void keepAs(ConversationClass kind, Retention retention) {
    change(
        () -> {
          engine.roles().keepAs(lane(), kind, retention);
          return true;
        });
  }

  @Override
  public List<Controller> controllers() {
    UserId self = self();
    return read(tx -> Controllers.of(tx, id, engine.company(), self));
  }

  @Override
  public Kept whyKept(MessageId message) {
    return read(
        tx -> {
          long place =
              Messages.position(tx, id, message)
                  .orElseThrow(
                      () ->
                          new IllegalArgumentException(
                              "Conversation " + id + " has no message " + message + " here"));
          return Keeping.why(tx, id, place, now());
        });
  }

  @Override
  public void appointOwner(UserId person) {
    change(
        () -> {
          engine.roles().appointOwner(lane(), person);
          return true;
        });
  }

  @Override
  public void dismissOwner(UserId person) {
    change(
        () -> {
          engine.roles().dismissOwner(lane(), person);
          return true;
        });
  }

  @Override
  public void appointArchivist(UserId archivist) {
    change(
        () -> {
          engine.roles().appointArchivist(lane(), archivist);
          return true;
        });
  }

  @Override
  public void dismissArchivist(UserId archivist) {
    change(
        () -> {
          engine.roles().dismissArchivist(lane(), archivist);
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
    return speaking().send(content, options);
  }

  @Override
  public OutgoingMessage forward(ConversationId from, MessageId message) {
    return speaking().forward(from, message);
  }

  @Override
  public OutgoingMessage send(MessageContent content, HostTransaction within) {
    return send(content, SendOptions.none(), within);
  }

  @Override
  public OutgoingMessage send(MessageContent content, SendOptions options, HostTransaction within) {
    return speaking().send(content, options, within);
  }

  @Override
  public OutgoingMessage edit(MessageId message, String markdown) {
    return speaking().edit(message, markdown);
  }

  @Override
  public OutgoingMessage delete(MessageId message) {
    return speaking().delete(message);
  }

  @Override
  public OutgoingMessage erase(UserId person) {
    return speaking().erase(person);
  }

  @Override
  public List<Erasure> erasures() {
    return read(tx -> Erasures.all(tx, id));
  }

  @Override
  public OutgoingMessage restrict(UserId person) {
    return speaking().restrict(person, true);
  }

  @Override
  public OutgoingMessage liftRestriction(UserId person) {
    return speaking().restrict(person, false);
  }

  @Override
  public List<Restriction> restrictions() {
    return read(tx -> Restrictions.all(tx, id));
  }

  @Override
  public void react(MessageId to, String emoji) {
    speaking().react(to, emoji);
  }

  @Override
  public void unreact(MessageId to, String emoji) {
    speaking().unreact(to, emoji);
  }

  @Override
  public OutgoingMessage vote(MessageId poll, Collection<Integer> options) {
    return speaking().vote(poll, options);
  }

  @Override
  public OutgoingMessage closePoll(MessageId poll) {
    return speaking().close(poll);
  }

  @Override
  public OutgoingMessage pin(MessageId message) {
    return speaking().pin(message, true);
  }

  @Override
  public OutgoingMessage unpin(MessageId message) {
    return speaking().pin(message, false);
  }

  @Override
  public List<Message> pinned() {
    Instant now = now();
    return read(
        tx ->
            Pins.all(tx, id).stream()
                .map(place -> Messages.at(tx, id, place))
                .filter(message -> message.expires().filter(due -> !due.isAfter(now)).isEmpty())
                .toList());
  }

  private Speaking speaking() {
    return new Speaking(engine, id);
  }

  private Instant now() {
    return engine.core().clock.instant();
  }

  private UserId self() {
    return engine.core().identity.user();
  }

  @Override
  public List<Message> messages(int limit) {
    return read(tx -> Messages.before(tx, id, Long.MAX_VALUE, bounded(limit), now()));
  }

  @Override
  public List<Message> messagesBefore(Message message, int limit) {
    return read(tx -> Messages.before(tx, id, message.position(), bounded(limit), now()));
  }

  @Override
  public List<Message> messagesBefore(MessageId message, int limit) {
    return read(tx -> Messages.before(tx, id, place(tx, message), bounded(limit), now()));
  }

  @Override
  public List<Message> messagesAfter(MessageId message, int limit) {
    return read(tx -> Messages.after(tx, id, place(tx, message), bounded(limit), now()));
  }

  @Override
  public List<Message> search(String words, int limit) {
    engine.core().threads.requireOpen();
    SearchIndex.refresh(engine.core().database, id);
    List<String> wanted = Words.list(words);
    return read(tx -> SearchIndex.find(tx, id, wanted, bounded(limit), now()));
  }

  private static int bounded(int limit) {
    return Math.min(limit, PAGE_MOST);
  }

  private long place(StoreTransaction tx, MessageId message) {
    return Messages.position(tx, id, message)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Conversation " + id + " has no message " + message + " here"));
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
              long place = place(tx.store(), upTo);
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
  public void signal(CallSignal signal) {
    engine.core().threads.requireOpen();
    engine.calls().send(id, signal);
  }

  @Override
  public MediaKey mediaKey() {
    engine.core().threads.requireOpen();
    return engine.calls().key(id);
  }

  @Override
  public byte[] download(Attachment attachment) {
    return Files.download(engine, id, attachment);
  }

  @Override
  public GuestInvite inviteGuest(GuestInviteSpec spec) {
    return change(
        () -> {
          requireMore();
          return engine.invites().create(lane(), spec);
        });
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
  public void employ(UserId guest, UserId staff) {
    if (!guest.guest() || staff.guest()) {
      throw new IllegalArgumentException("A guest becomes a member of staff");
    }
    change(
        () -> {
          if (!read(tx -> Seats.users(Seat.all(tx, id))).contains(guest)) {
            throw new IllegalArgumentException("That guest is not in conversation " + id);
          }
          engine.people().replace(lane(), guest, staff);
          return true;
        });
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
              row().requireActive();
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
