package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.Guest;
import eu.paravent.client.GuestLobby;
import eu.paravent.client.RefusedException;
import eu.paravent.client.UntrustedException;
import eu.paravent.client.event.ChatEvent;
import eu.paravent.client.event.ChatEvent.SecurityAlert.Kind;
import eu.paravent.client.invite.GuestInvite;
import eu.paravent.client.invite.GuestInviteSpec;
import eu.paravent.client.invite.JoinRequest;
import eu.paravent.client.invite.JoinState;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.spi.Transport;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.protocol.Json;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.invites.InviteCard;
import eu.paravent.protocol.invites.JoinRequestList;
import eu.paravent.protocol.invites.JoinRequestStatus;
import eu.paravent.protocol.invites.PendingJoinRequest;
import eu.paravent.testkit.fault.FaultyTransport;
import eu.paravent.testkit.fault.Requests;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Guests that a member of staff lets in: by an honest server, and by one that cheats. */
@Timeout(120)
class ApprovalTest {
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration SOON = Duration.ofSeconds(10);
  private final Acme acme = new Acme();
  private final FaultyTransport line = acme.faulty();
  private final ChatClient alice = acme.online("Alice", EncryptedStore.inMemory(Acme.key()), line);
  private final ChatClient bob = acme.online("Bob");
  private final Conversation mine =
      alice
          .conversations()
          .create(ConversationSpec.titled("Order SO-4711").participants(bob.self()));
  private final GuestInvite invite = mine.inviteGuest(GuestInviteSpec.upTo(3, WEEK).withApproval());

  @AfterEach
  void close() {
    acme.close();
  }

  private ChatClient ask(String name, EncryptedStore store) {
    GuestLobby lobby = GuestLobby.open(invite.link().orElseThrow(), acme.server.transport());
    assertThat(lobby.needsApproval()).isTrue();
    return acme.add(lobby.join(name, store));
  }

  private ChatClient ask(String name) {
    return ask(name, EncryptedStore.inMemory(Acme.key()));
  }

  @Test
  void aGuestWaitsUntilItIsLetIn() {
    ChatClient gina = ask("Gina");
    assertThat(gina.joinState()).contains(JoinState.WAITING);
    assertThat(gina.conversations().list()).isEmpty();

    JoinRequest request = mine.joinRequests().get(0);
    assertThat(request.name()).contains("Gina");
    assertThat(request.guest()).isEqualTo(gina.self());
    assertThat(Acme.events(alice, ChatEvent.JoinRequested.class))
        .extracting(ChatEvent.JoinRequested::request)
        .containsExactly(request);
    // whoever did not make the invite decides without the name
    Conversation his = Acme.joined(bob, mine.id());
    assertThat(his.joinRequests().get(0).name()).isEmpty();
    his.approve(his.joinRequests().get(0));

    Conversation hers = Acme.joined(gina, mine.id());
    hers.send(MessageContent.text("Thank you")).awaitAccepted(SOON);
    Acme.awaitText(mine, "Thank you");
    Acme.awaitText(his, "Thank you");
    assertThat(gina.joinState()).isEmpty();
    assertThat(mine.joinRequests()).isEmpty();
    assertThat(mine.guests())
        .extracting(Guest::id, Guest::invite, Guest::invitedBy)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple(gina.self(), invite.id(), alice.self()));
    for (ChatClient client : List.of(alice, bob, gina)) {
      assertThat(Acme.alerts(client)).isEmpty();
    }
  }

  @Test
  void waitsOverARestart(@TempDir Path folder) {
    ask("Gina", Acme.at(folder)).close();
    mine.approve(mine.joinRequests().get(0));

    ChatClient again = acme.guestAgain(Acme.at(folder));

    Conversation hers = Acme.joined(again, mine.id());
    hers.send(MessageContent.text("Back")).awaitAccepted(SOON);
    Acme.awaitText(mine, "Back");
  }

  @Test
  void hearsThatItWasDeclined(@TempDir Path folder) {
    ask("Gina", Acme.at(folder)).close();
    JoinRequest request = mine.joinRequests().get(0);
    mine.decline(request);

    assertThat(mine.joinRequests()).isEmpty();
    assertThatThrownBy(() -> mine.approve(request)).isInstanceOf(RefusedException.class);
    refused(folder, JoinState.DECLINED);
  }

  @Test
  void hearsThatTheInviteWasRevoked(@TempDir Path folder) {
    ask("Gina", Acme.at(folder)).close();
    mine.revoke(invite.id());

    refused(folder, JoinState.REVOKED);
  }

  private void refused(Path folder, JoinState why) {
    ChatClient again =
        acme.add(
            ChatClient.builder()
                .server(acme.server.baseUrl())
                .store(Acme.at(folder))
                .transport(acme.server.transport())
                .open());
    Acme.await("the refusal", () -> again.joinState().filter(why::equals).isPresent());
    assertThat(Acme.events(again, ChatEvent.JoinRefused.class))
        .extracting(ChatEvent.JoinRefused::why)
        .containsExactly(why);
    assertThat(again.conversations().list()).isEmpty();
  }

  /** The server tells the guest that this invite is an open one, and lets it see the group. */
  @Test
  void aServerCannotMakeAGuestComeInByItself() {
    FaultyTransport hers = acme.faulty();
    hers.once(
        Requests.of("GET", Paths.INVITE),
        (request, onwards) -> {
          Transport.Response answer = onwards.exchange(request);
          InviteCard card = Json.read(InviteCard.class, answer.body());
          return with(
              answer,
              new InviteCard(
                  card.inviteId(),
                  card.groupId(),
                  card.organisation(),
                  card.rootCertificate(),
                  card.expiresAt(),
                  "open",
                  card.lobbyCard()));
        });
    byte[] groupInfo = acme.server.malice().groupInfo(mine.id().value());
    hers.once(
        Requests.of("GET", Paths.GROUP_INFO),
        (request, onwards) ->
            with(
                new Transport.Response(
                    200, java.util.Map.of("content-type", "application/json"), new byte[0]),
                new eu.paravent.protocol.delivery.CurrentGroupInfo(groupInfo, 2, 2)));
    GuestLobby lobby = GuestLobby.open(invite.link().orElseThrow(), hers);

    assertThatThrownBy(() -> lobby.join("Gina", EncryptedStore.inMemory(Acme.key())))
        .isInstanceOf(UntrustedException.class);
    assertThat(mine.participants()).hasSize(2);
  }

  /** "You are in" is nothing without a welcome into the group of the link. */
  @Test
  void aForgedApprovalBringsAGuestNowhere() {
    GuestInvite other =
        alice
            .conversations()
            .create(ConversationSpec.titled("Another"))
            .inviteGuest(GuestInviteSpec.upTo(3, WEEK).withApproval());
    FaultyTransport hers = acme.faulty();
    hers.always(
        Requests.of("GET", Paths.JOIN_REQUEST),
        (request, onwards) ->
            with(
                onwards.exchange(request),
                new JoinRequestStatus(JoinRequestStatus.APPROVED, Instant.now().plus(WEEK))));
    ChatClient gina =
        acme.add(
            GuestLobby.open(invite.link().orElseThrow(), hers)
                .join("Gina", EncryptedStore.inMemory(Acme.key())));
    Acme.await("Gina online", () -> gina.connection().online());

    acme.server
        .malice()
        .injectWelcome(gina.self().uri(), mine.id().value(), 1, new byte[] {1, 2, 3});

    Acme.awaitAlert(gina, Kind.WELCOME_REFUSED);
    assertThat(gina.conversations().list()).isEmpty();
    assertThat(gina.joinState()).contains(JoinState.WAITING);
    assertThat(other.uses()).isZero();
  }

  /** What was shown is what is let in: another key package is another request. */
  @Test
  void aSwappedKeyPackageIsNotLetIn() {
    ask("Gina");
    JoinRequest shown = mine.joinRequests().get(0);
    ask("Mallory");
    JoinRequest mallory =
        mine.joinRequests().stream().filter(r -> !r.equals(shown)).findFirst().orElseThrow();
    // Mallory's key package under Gina's name and number
    byte[] swapped = keyPackageOf(mallory);
    line.always(
        Requests.of("GET", Paths.JOIN_REQUESTS),
        (request, onwards) ->
            changed(
                onwards.exchange(request), r -> r.keyPackage().length > 0 ? keyed(r, swapped) : r));

    assertThatThrownBy(() -> mine.approve(shown)).isInstanceOf(RefusedException.class);
    // the name does not go with another key package
    assertThat(mine.joinRequests()).noneMatch(r -> r.name().filter("Gina"::equals).isPresent());
    assertThat(mine.participants()).hasSize(2);
  }

  @Test
  void aGuestThatNoInviteMadeIsNotShown() {
    ChatClient other = acme.online("Other");
    Conversation theirs = other.conversations().create(ConversationSpec.titled("Theirs"));
    GuestInvite foreign = theirs.inviteGuest(GuestInviteSpec.upTo(3, WEEK).withApproval());
    acme.add(
        GuestLobby.open(foreign.link().orElseThrow(), acme.server.transport())
            .join("Eve", EncryptedStore.inMemory(Acme.key())));
    byte[] eve = acme.server.malice().waitingGuests(theirs.id().value()).get(0).keyPackage();
    ask("Gina");
    line.always(
        Requests.of("GET", Paths.JOIN_REQUESTS),
        (request, onwards) -> changed(onwards.exchange(request), r -> keyed(r, eve)));

    assertThat(mine.joinRequests()).isEmpty();
    Acme.awaitAlert(alice, Kind.KEY_PACKAGE_SWAPPED);
  }

  /** The server shows what was decided once more: nobody is asked again. */
  @Test
  void aReplayedRequestIsNotShownAgain() {
    ask("Gina");
    ask("Hugo");
    List<JoinRequest> both = mine.joinRequests();
    List<Transport.Response> recorded = new java.util.concurrent.CopyOnWriteArrayList<>();
    line.once(
        Requests.of("GET", Paths.JOIN_REQUESTS),
        (request, onwards) -> {
          Transport.Response answer = onwards.exchange(request);
          recorded.add(answer);
          return answer;
        });
    assertThat(mine.joinRequests()).isEqualTo(both);
    mine.approve(both.get(0));
    mine.decline(both.get(1));
    mine.remove(both.get(0).guest());
    line.always(Requests.of("GET", Paths.JOIN_REQUESTS), (request, onwards) -> recorded.get(0));

    assertThat(mine.joinRequests()).isEmpty();
    assertThatThrownBy(() -> mine.approve(both.get(0))).isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> mine.approve(both.get(1))).isInstanceOf(RefusedException.class);
  }

  private byte[] keyPackageOf(JoinRequest request) {
    return acme.server.malice().waitingGuests(mine.id().value()).stream()
        .filter(r -> r.deviceUri().equals(request.guest().uri()))
        .findFirst()
        .orElseThrow()
        .keyPackage();
  }

  private static PendingJoinRequest keyed(PendingJoinRequest r, byte[] keyPackage) {
    return new PendingJoinRequest(
        r.requestId(),
        r.inviteId(),
        r.deviceUri(),
        keyPackage,
        r.name(),
        r.receivedAt(),
        r.expiresAt());
  }

  private static Transport.Response changed(
      Transport.Response answer, UnaryOperator<PendingJoinRequest> change) {
    JoinRequestList list = Json.read(JoinRequestList.class, answer.body());
    return with(
        answer, new JoinRequestList(list.requests().stream().map(change).toList(), list.next()));
  }

  private static Transport.Response with(Transport.Response answer, Record body) {
    return new Transport.Response(200, answer.headers(), Json.write(body));
  }
}
