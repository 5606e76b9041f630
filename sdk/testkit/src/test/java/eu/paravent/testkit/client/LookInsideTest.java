package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.GuestLobby;
import eu.paravent.client.InviteRefusedException;
import eu.paravent.client.UntrustedException;
import eu.paravent.client.event.ChatEvent;
import eu.paravent.client.identity.DeviceRequest;
import eu.paravent.client.identity.OrganisationAuthority;
import eu.paravent.client.identity.Registration;
import eu.paravent.client.invite.GuestInvite;
import eu.paravent.client.invite.GuestInviteSpec;
import eu.paravent.client.invite.GuestLink;
import eu.paravent.client.invite.PeopleInside;
import eu.paravent.client.invite.PeopleInside.Company;
import eu.paravent.client.spi.Transport;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.mls.CipherSuite;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.MlsClient;
import eu.paravent.mls.credential.Credential;
import eu.paravent.protocol.Json;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.delivery.CurrentGroupInfo;
import eu.paravent.testkit.MlsMemory;
import eu.paravent.testkit.fault.FaultyTransport;
import eu.paravent.testkit.fault.Requests;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A guest sees who is in the conversation before it joins, or that something is wrong. */
@Timeout(120)
class LookInsideTest {
  private static final Duration WEEK = Duration.ofDays(7);
  private final Acme acme = new Acme();
  private ChatClient bob;
  private Conversation hers;

  @BeforeEach
  void talk() {
    ChatClient alice = acme.online("Alice");
    bob = acme.online("Bob");
    hers = alice.conversations().create(ConversationSpec.titled("Order").participants(bob.self()));
  }

  @AfterEach
  void close() {
    acme.close();
  }

  private GuestLobby lobby(GuestInviteSpec spec) {
    return GuestLobby.open(link(spec), acme.server.transport());
  }

  private GuestLink link(GuestInviteSpec spec) {
    return hers.inviteGuest(spec).link().orElseThrow();
  }

  @Test
  void peopleAreCountedByCompanyAndVerified() {
    GuestInviteSpec spec = GuestInviteSpec.upTo(2, WEEK);
    GuestLink link = link(spec);
    GuestLobby first = GuestLobby.open(link, acme.server.transport());

    assertThat(first.inside())
        .contains(new PeopleInside(List.of(new Company("acme.example", 2, true)), 0));

    acme.add(first.join("Gina", EncryptedStore.inMemory(Acme.key())));
    assertThat(GuestLobby.open(link, acme.server.transport()).inside())
        .contains(new PeopleInside(List.of(new Company("acme.example", 2, true)), 1));
    assertThat(Acme.events(bob, ChatEvent.SecurityAlert.class)).isEmpty();
  }

  /** Looking takes no place: the invitation is for one. */
  @Test
  void lookingOftenAndJoiningThenIsOneGuest() {
    GuestInvite invite = hers.inviteGuest(GuestInviteSpec.singleUse(WEEK));
    for (int looks = 0; looks < 3; looks++) {
      GuestLobby.open(invite.link().orElseThrow(), acme.server.transport()).inside();
    }
    assertThat(hers.participants()).hasSize(2);

    GuestLobby lobby = GuestLobby.open(invite.link().orElseThrow(), acme.server.transport());
    lobby.inside();
    lobby.inside();
    acme.add(lobby.join("Gina", EncryptedStore.inMemory(Acme.key())));

    Acme.await("the guest", () -> hers.participants().size() == 3);
  }

  @Test
  void anotherCompanyIsShownAsOneThatTheLinkDoesNotVouchFor() {
    OrganisationAuthority partner = OrganisationAuthority.create("partner.example");
    try (Transport transport = acme.server.transport()) {
      Registration.register(
          acme.server.baseUrl(), partner, acme.server.registrationToken(), transport);
    }
    ChatClient paul =
        acme.add(
            ChatClient.builder()
                .server(acme.server.baseUrl())
                .store(EncryptedStore.inMemory(Acme.key()))
                .identity(partner.enroller("Paul"))
                .transport(acme.server.transport())
                .open());
    Acme.await("Paul online", () -> paul.connection().online());
    hers.add(paul.self());

    assertThat(lobby(GuestInviteSpec.singleUse(WEEK)).inside().orElseThrow().companies())
        .containsExactly(
            new Company("acme.example", 2, true), new Company("partner.example", 1, false));
  }

  @Test
  void whoHasToBeLetInDoesNotSeeWhoIsInside() {
    List<String> asked = new ArrayList<>();
    FaultyTransport line = acme.faulty();
    GuestLobby lobby = GuestLobby.open(link(GuestInviteSpec.upTo(2, WEEK).withApproval()), line);
    line.once(
        Requests.of("GET", Paths.GROUP_INFO),
        (request, onwards) -> {
          asked.add(request.target());
          return onwards.exchange(request);
        });

    assertThat(lobby.inside()).isEmpty();
    assertThat(asked).isEmpty();
  }

  @Test
  void aLockedLobbyShowsNobody() {
    GuestLobby locked = lobby(GuestInviteSpec.singleUse(WEEK).password("blaue Tür 9"));

    assertThatThrownBy(locked::inside).isInstanceOf(IllegalStateException.class);
    assertThat(locked.unlock("blaue Tür 9").inside()).isPresent();
  }

  @Test
  void anInviteThatEndedMeanwhileSaysSo() {
    GuestInvite invite = hers.inviteGuest(GuestInviteSpec.singleUse(WEEK));
    GuestLobby lobby = GuestLobby.open(invite.link().orElseThrow(), acme.server.transport());
    hers.revoke(invite.id());

    assertThatThrownBy(lobby::inside).isInstanceOf(InviteRefusedException.class);
  }

  /** The server shows the group as it was before anyone was invited. */
  @Test
  void anOldStateOfTheGroupIsNoticed() {
    GuestLobby lobby = lobby(GuestInviteSpec.singleUse(WEEK));
    acme.server.malice().answerWithGroupInfoOf(hers.id().value(), 1);

    assertThatThrownBy(lobby::inside)
        .isInstanceOfAny(UntrustedException.class, InviteRefusedException.class)
        .hasMessageContaining("invite");
  }

  /** The server invents a group with people of another authority that bears the company's name. */
  @Test
  void peopleOfAnotherAuthorityAreNoticed() throws Exception {
    FaultyTransport line = acme.faulty();
    GuestLobby lobby = GuestLobby.open(link(GuestInviteSpec.singleUse(WEEK)), line);
    byte[] invented = invented(OrganisationAuthority.create("acme.example"), hers.id().value());
    line.once(
        Requests.of("GET", Paths.GROUP_INFO),
        (request, onwards) ->
            new Transport.Response(
                200,
                Map.of("content-type", "application/json"),
                Json.write(new CurrentGroupInfo(invented, 0, 0))));

    assertThatThrownBy(lobby::inside)
        .isInstanceOf(UntrustedException.class)
        .hasMessageContaining("root");
  }

  /** A genuine group of the same company, but not the one of the link. */
  @Test
  void anotherGroupIsNoticed() throws Exception {
    FaultyTransport line = acme.faulty();
    GuestLobby lobby = GuestLobby.open(link(GuestInviteSpec.singleUse(WEEK)), line);
    byte[] other = invented(acme.authority, "AAECAwQFBgcICQoLDA0ODw");
    line.once(
        Requests.of("GET", Paths.GROUP_INFO),
        (request, onwards) ->
            new Transport.Response(
                200,
                Map.of("content-type", "application/json"),
                Json.write(new CurrentGroupInfo(other, 0, 0))));

    assertThatThrownBy(lobby::inside)
        .isInstanceOf(UntrustedException.class)
        .hasMessageContaining("another group");
  }

  private static byte[] invented(OrganisationAuthority authority, String group) throws Exception {
    Ed25519PrivateKeyParameters key = new Ed25519PrivateKeyParameters(new SecureRandom());
    List<byte[]> chain =
        authority
            .enroller("mallory")
            .certify(
                new DeviceRequest(
                    authority.user("mallory"), "evil", key.generatePublicKey().getEncoded()));
    return MlsClient.builder()
        .cipherSuite(CipherSuite.MLS_128_MLKEM768X25519_AES256GCM_SHA384_ED25519)
        .identity(new Credential.X509(chain), key.getEncoded())
        .storage(new MlsMemory())
        .authentication(new Believing())
        .build()
        .createGroup(Base64.getUrlDecoder().decode(group), Extensions.empty())
        .groupInfo();
  }
}
