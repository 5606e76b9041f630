package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.GuestLobby;
import eu.paravent.client.UntrustedException;
import eu.paravent.client.event.ChatEvent.SecurityAlert;
import eu.paravent.client.event.ChatEvent.SecurityAlert.Kind;
import eu.paravent.client.identity.DeviceRequest;
import eu.paravent.client.identity.OrganisationAuthority;
import eu.paravent.client.invite.GuestInvite;
import eu.paravent.client.invite.GuestInviteSpec;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.spi.Transport;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.mls.CipherSuite;
import eu.paravent.mls.MlsClient;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsGroup;
import eu.paravent.mls.credential.Credential;
import eu.paravent.protocol.Json;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.delivery.CommitSubmission;
import eu.paravent.protocol.delivery.LogEntry;
import eu.paravent.protocol.keypackages.ClaimedKeyPackages;
import eu.paravent.testkit.MlsMemory;
import eu.paravent.testkit.fault.Fault;
import eu.paravent.testkit.fault.FaultyTransport;
import eu.paravent.testkit.fault.Malice.Held;
import eu.paravent.testkit.fault.Requests;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The server lies; the client says so by name, and goes on. */
@Timeout(120)
class MaliciousServerTest {
  private static final int APP_DATA_DICTIONARY = 0x0006;
  private static final Duration SOON = Duration.ofSeconds(10);
  private final Acme acme = new Acme();
  private final FaultyTransport line = acme.faulty();
  private ChatClient alice;
  private ChatClient bob;
  private Conversation hers;
  private Conversation his;

  @BeforeEach
  void talk() {
    alice = acme.online("Alice", EncryptedStore.inMemory(Acme.key()), line);
    bob = acme.online("Bob");
    hers = alice.conversations().create(ConversationSpec.titled("Order").participants(bob.self()));
    his = Acme.joined(bob, hers.id());
    hers.send(MessageContent.text("first")).awaitAccepted(SOON);
    Acme.awaitText(his, "first");
    his.send(MessageContent.text("hello")).awaitAccepted(SOON);
    Acme.awaitText(hers, "hello");
  }

  @AfterEach
  void close() {
    acme.close();
  }

  /** Alice asks for Carol and gets a key package of Mallory, whom the same company certified. */
  @Test
  void noticesASwappedKeyPackage() {
    ChatClient carol = acme.online("Carol");
    ChatClient mallory = acme.online("Mallory");
    String malloryPath =
        Paths.fill(Paths.KEY_PACKAGE_CLAIMS, "acme.example", mallory.self().name());
    line.once(
        Requests.of("POST", Paths.KEY_PACKAGE_CLAIMS),
        (request, onwards) ->
            onwards.exchange(
                new Transport.Request(
                    request.method(),
                    malloryPath + request.target().substring(request.target().indexOf('?')),
                    request.headers(),
                    request.body())));

    assertThatThrownBy(() -> hers.add(carol.self())).isInstanceOf(UntrustedException.class);

    Acme.awaitAlert(alice, Kind.KEY_PACKAGE_SWAPPED);
    assertThat(hers.participants()).hasSize(2);
    hers.add(carol.self());
    assertThat(hers.participants()).hasSize(3);
  }

  /** Carol's key package comes from another authority that calls itself the same company. */
  @Test
  void noticesThatACompanyHasAnotherRoot() {
    ChatClient carol = acme.online("Carol");
    List<Transport.Response> claims = new CopyOnWriteArrayList<>();
    try (Acme twin = new Acme()) {
      FaultyTransport watched = twin.faulty();
      ChatClient other = twin.online("Other", EncryptedStore.inMemory(Acme.key()), watched);
      ChatClient hersToo = twin.online("Carol");
      watched.once(Requests.of("POST", Paths.KEY_PACKAGE_CLAIMS), copying(claims));
      other.conversations().create(ConversationSpec.titled("x").participants(hersToo.self()));
    }
    line.once(Requests.of("POST", Paths.KEY_PACKAGE_CLAIMS), (request, onwards) -> claims.get(0));

    assertThatThrownBy(() -> hers.add(carol.self())).isInstanceOf(UntrustedException.class);

    Acme.awaitAlert(alice, Kind.ROOT_CHANGED);
    assertThat(Acme.alerts(alice)).containsExactly(Kind.ROOT_CHANGED);
    hers.add(carol.self());
    assertThat(hers.participants()).hasSize(3);
  }

  @Test
  void noticesAWelcomeThatIsNone() {
    ChatClient carol = acme.online("Carol");
    List<Transport.Response> claims = new CopyOnWriteArrayList<>();
    line.once(Requests.of("POST", Paths.KEY_PACKAGE_CLAIMS), copying(claims));
    hers.add(carol.self());
    Conversation carols = Acme.joined(carol, hers.id());
    String device =
        Json.read(ClaimedKeyPackages.class, claims.get(0).body()).claimed().get(0).deviceUri();

    acme.server.malice().injectWelcome(device, "AAAAAAAAAAAAAAAAAAAAAA", 1, new byte[] {1, 2, 3});

    Acme.awaitAlert(carol, Kind.WELCOME_REFUSED);
    hers.send(MessageContent.text("welcome")).awaitAccepted(SOON);
    Acme.awaitText(carols, "welcome");
    assertThat(Acme.alerts(carol)).containsExactly(Kind.WELCOME_REFUSED);
    assertThat(carol.conversations().list()).hasSize(1);
  }

  private static Fault copying(List<Transport.Response> copies) {
    return (request, onwards) -> {
      Transport.Response response = onwards.exchange(request);
      copies.add(response);
      return response;
    };
  }

  @Test
  void noticesAKeyPackageThatIsNone() {
    ChatClient carol = acme.online("Carol");
    line.once(
        Requests.of("POST", Paths.KEY_PACKAGE_CLAIMS),
        (request, onwards) ->
            new Transport.Response(
                200,
                java.util.Map.of("content-type", "application/json"),
                Json.write(
                    new ClaimedKeyPackages(
                        List.of(
                            new ClaimedKeyPackages.Claimed(
                                "mimi://acme.example/d/x", new byte[] {1, 2, 3}, false))))));

    assertThatThrownBy(() -> hers.add(carol.self())).isInstanceOf(UntrustedException.class);

    Acme.awaitAlert(alice, Kind.KEY_PACKAGE_SWAPPED);
  }

  /** Alice's genuine commit, of the epoch that Bob is in, reaches him with a bit turned. */
  @Test
  void noticesACommitThatWasChangedOnItsWay() {
    ChatClient carol = acme.online("Carol");
    Held held = acme.server.malice().hold(hers.id().value());
    line.once(
        Requests.of("POST", Paths.COMMITS),
        (request, onwards) -> {
          CommitSubmission genuine =
              Json.read(CommitSubmission.class, request.body().orElseThrow());
          byte[] forged = genuine.commit().clone();
          forged[forged.length - 40] ^= 1;
          Transport.Response answer = onwards.exchange(request);
          acme.server.malice().inject(hers.id().value(), LogEntry.COMMIT, epoch(), forged);
          held.releaseAll();
          return answer;
        });

    hers.add(carol.self());

    Acme.await("Carol", () -> his.participants().size() == 3);
    // Alice was told another number for her commit: what she says next may show Bob that as well
    assertThat(Acme.alerts(bob)).containsOnlyOnce(Kind.COMMIT_REFUSED);
    assertThat(Acme.alerts(bob)).isSubsetOf(Kind.COMMIT_REFUSED, Kind.HISTORY_FORKED);
  }

  /** The server has the group info: with it it makes itself, or an accomplice, a member. */
  @ParameterizedTest
  @EnumSource(Intruder.class)
  void refusesAMemberThatTheServerPutsIn(Intruder intruder) throws Exception {
    String group = hers.id().value();
    byte[] groupInfo = acme.server.malice().groupInfo(group);
    MlsGroup inside = intruder.client(acme.authority).joinExternally(groupInfo);
    byte[] commit = inside.pendingCommit().orElseThrow().commit();
    acme.server.malice().inject(group, LogEntry.COMMIT, inside.epoch() - 1, commit);

    his.send(MessageContent.text("on we go")).awaitAccepted(SOON);
    Acme.awaitText(hers, "on we go");

    for (ChatClient client : List.of(alice, bob)) {
      Acme.awaitAlert(client, Kind.COMMIT_REFUSED);
      assertThat(Acme.alerts(client)).containsExactly(Kind.COMMIT_REFUSED);
    }
    assertThat(hers.participants()).hasSize(2);
    assertThat(his.participants()).hasSize(2);
    inside.mergePendingCommit();
    byte[] said = acme.server.malice().log(group).get(head(group) - 1).message();
    assertThatThrownBy(() -> inside.process(said)).isInstanceOf(MlsException.class);
  }

  /** Whom the server can make join. */
  enum Intruder {
    /** Certified by an authority of the server's own that bears the company's name. */
    STRANGER {
      @Override
      MlsClient client(OrganisationAuthority genuine) {
        return intruder(OrganisationAuthority.create("acme.example"), "mallory");
      }
    },
    /** The same, under the name of someone who is in the conversation. */
    IMPOSTOR {
      @Override
      MlsClient client(OrganisationAuthority genuine) {
        return intruder(OrganisationAuthority.create("acme.example"), "Bob");
      }
    },
    /** Certified by the company, but nobody added him. */
    COLLEAGUE {
      @Override
      MlsClient client(OrganisationAuthority genuine) {
        return intruder(genuine, "mallory");
      }
    };

    abstract MlsClient client(OrganisationAuthority genuine);

    private static MlsClient intruder(OrganisationAuthority authority, String user) {
      Ed25519PrivateKeyParameters key = new Ed25519PrivateKeyParameters(new SecureRandom());
      List<byte[]> chain =
          authority
              .enroller(user)
              .certify(
                  new DeviceRequest(
                      authority.user(user), "evil", key.generatePublicKey().getEncoded()));
      return MlsClient.builder()
          .cipherSuite(CipherSuite.MLS_128_MLKEM768X25519_AES256GCM_SHA384_ED25519)
          .identity(new Credential.X509(chain), key.getEncoded())
          .storage(new MlsMemory())
          .authentication(new Believing())
          .supportedExtensions(List.of(APP_DATA_DICTIONARY))
          .build();
    }
  }

  private long epoch() {
    List<LogEntry> log = acme.server.malice().log(hers.id().value());
    return log.stream().mapToLong(LogEntry::epoch).max().orElse(0);
  }

  private int head(String group) {
    return acme.server.malice().log(group).size();
  }

  @Test
  void noticesAReplayedMessage() {
    LogEntry old =
        acme.server.malice().log(hers.id().value()).stream()
            .filter(entry -> entry.kind().equals(LogEntry.APPLICATION))
            .findFirst()
            .orElseThrow();

    acme.server.malice().replay(hers.id().value(), old.sequence());
    hers.send(MessageContent.text("after")).awaitAccepted(SOON);

    Acme.awaitAlert(bob, Kind.MESSAGE_REPLAYED);
    Acme.awaitText(his, "after");
    assertThat(Acme.texts(his)).containsExactly("first", "hello", "after");
    assertThat(Acme.alerts(bob)).containsExactly(Kind.MESSAGE_REPLAYED);
  }

  @Test
  void noticesReorderedMessages() {
    Held held = acme.server.malice().hold(hers.id().value());
    hers.send(MessageContent.text("one"));
    hers.send(MessageContent.text("two"));
    Acme.await("both to be held", () -> held.size() == 2);

    held.release(1, 0);

    Acme.awaitAlert(bob, Kind.MESSAGES_REORDERED);
    Acme.awaitText(his, "one");
    // the second message says that it follows the first one, which Bob was not shown
    assertThat(Acme.alerts(bob))
        .containsExactly(Kind.MESSAGES_MISSING, Kind.HISTORY_FORKED, Kind.MESSAGES_REORDERED);
  }

  @Test
  void noticesADroppedMessage() {
    Held held = acme.server.malice().hold(hers.id().value());
    hers.send(MessageContent.text("lost"));
    hers.send(MessageContent.text("kept"));
    Acme.await("both to be held", () -> held.size() == 2);

    held.release(1);

    SecurityAlert alert = Acme.awaitAlert(bob, Kind.MESSAGES_MISSING);
    assertThat(alert.about()).contains(alice.self());
    Acme.awaitText(his, "kept");
    assertThat(Acme.alerts(bob)).containsExactly(Kind.MESSAGES_MISSING, Kind.HISTORY_FORKED);
  }

  /** Alice and Bob are shown different entries under one number. */
  @Test
  void noticesAForkedHistory() {
    Held held = acme.server.malice().hold(hers.id().value());
    hers.send(MessageContent.text("lost"));
    hers.send(MessageContent.text("kept"));
    Acme.await("both to be held", () -> held.size() == 2);
    held.release(1);
    Acme.awaitText(his, "kept");

    his.send(MessageContent.text("answer")).awaitAccepted(SOON);

    Acme.awaitAlert(alice, Kind.HISTORY_FORKED);
    assertThat(Acme.alerts(alice)).containsOnly(Kind.HISTORY_FORKED);
    assertThat(Acme.alerts(bob)).containsExactly(Kind.MESSAGES_MISSING, Kind.HISTORY_FORKED);
  }

  /** The server shows the guest the group as it was before anyone was invited. */
  @Test
  void aGuestNoticesAnOldGroupInfo() {
    GuestInvite invite = hers.inviteGuest(GuestInviteSpec.singleUse(Duration.ofDays(1)));
    acme.server.malice().answerWithGroupInfoOf(hers.id().value(), 1);
    GuestLobby lobby = GuestLobby.open(invite.link().orElseThrow(), acme.server.transport());

    assertThatThrownBy(() -> lobby.join("Gina", EncryptedStore.inMemory(Acme.key())))
        .isInstanceOf(UntrustedException.class)
        .hasMessageContaining("invite");

    assertThat(hers.participants()).hasSize(2);
  }
}
