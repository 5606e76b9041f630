package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.Participant;
import eu.paravent.client.RefusedException;
import eu.paravent.client.event.ChatEvent.ConversationJoined;
import eu.paravent.client.event.ChatEvent.SecurityAlert;
import eu.paravent.client.identity.KnownOrganisation;
import eu.paravent.client.identity.OrganisationAuthority;
import eu.paravent.client.identity.Registration;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.spi.Transport;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several organisations on one server. */
@Timeout(240)
class PartnersTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private final TestClock clock = TestClock.at(Instant.parse("2026-11-23T10:00:00Z"));
  private final Acme acme = new Acme(clock);
  private final List<OrganisationAuthority> others = new ArrayList<>();

  @AfterEach
  void close() {
    acme.close();
    others.forEach(OrganisationAuthority::close);
  }

  @Test
  void twoOrganisationsTalkAndEachSeesTheOthersRoot() {
    OrganisationAuthority globex = organisation("globex.example");
    ChatClient alice = acme.online("Alice", clock);
    ChatClient hank = online(globex, "Hank");
    Conversation hers =
        alice.conversations().create(ConversationSpec.titled("Deal").participants(hank.self()));
    Conversation his = Acme.joined(hank, hers.id());
    hers.send(MessageContent.text("Welcome")).awaitAccepted(SOON);
    Acme.awaitText(his, "Welcome");
    his.send(MessageContent.text("Thank you")).awaitAccepted(SOON);
    Acme.awaitText(hers, "Thank you");

    assertThat(fingerprint(alice, "globex.example")).isEqualTo(globex.fingerprint());
    assertThat(fingerprint(hank, "acme.example")).isEqualTo(acme.authority.fingerprint());
    for (Conversation each : List.of(hers, his)) {
      assertThat(each.participants())
          .extracting(Participant::organisation)
          .containsExactlyInAnyOrder("acme.example", "globex.example");
    }
    assertThat(hers.messages(1).get(0).author().organisation()).isEqualTo("globex.example");
    assertThat(hank.conversations().with(alice.self()).id()).isNotEqualTo(hers.id());
    assertThat(Acme.events(alice, SecurityAlert.class)).isEmpty();
    assertThat(Acme.events(hank, SecurityAlert.class)).isEmpty();
  }

  @Test
  void aThirdOrganisationGetsAndSeesNothing() {
    OrganisationAuthority globex = organisation("globex.example");
    OrganisationAuthority initech = organisation("initech.example");
    Watched line = new Watched(acme.server.transport());
    ChatClient alice = acme.online("Alice", clock);
    ChatClient hank = online(globex, "Hank");
    ChatClient ivy = online(initech, "Ivy", line);
    Conversation theirs =
        ivy.conversations().create(ConversationSpec.titled("Ours").participants(hank.self()));
    Conversation hers =
        alice.conversations().create(ConversationSpec.titled("Deal").participants(hank.self()));
    Acme.joined(hank, theirs.id());
    Conversation his = Acme.joined(hank, hers.id());
    hers.send(MessageContent.file("offer.pdf", "application/pdf", new byte[99]))
        .awaitAccepted(SOON);
    Acme.await("the file", () -> his.messages(1).size() == 1);
    MessageContent.File file = (MessageContent.File) his.messages(1).get(0).content();

    assertThatThrownBy(() -> theirs.download(file.attachment()))
        .isInstanceOf(RefusedException.class);
    assertThat(ivy.conversations().find(hers.id())).isEmpty();
    assertThat(Acme.events(ivy, ConversationJoined.class)).hasSize(1);
    assertThat(ivy.trust().organisations())
        .extracting(KnownOrganisation::organisation)
        .containsExactly("initech.example", "globex.example");
    assertThat(line.count(request -> request.target().contains(hers.id().value()))).isZero();
    // nobody inside gave her away either
    assertThat(hers.participants()).hasSize(2);
    assertThat(alice.trust().organisations()).hasSize(2);
  }

  private OrganisationAuthority organisation(String name) {
    OrganisationAuthority authority = OrganisationAuthority.create(name, clock);
    others.add(authority);
    try (Transport transport = acme.server.transport()) {
      Registration.register(
          acme.server.baseUrl(), authority, acme.server.registrationToken(), transport);
    }
    return authority;
  }

  private ChatClient online(OrganisationAuthority authority, String name) {
    return online(authority, name, acme.server.transport());
  }

  private ChatClient online(OrganisationAuthority authority, String name, Transport transport) {
    ChatClient client =
        acme.add(
            ChatClient.builder()
                .server(acme.server.baseUrl())
                .store(EncryptedStore.inMemory(Acme.key()))
                .identity(authority.enroller(name))
                .displayName(name)
                .transport(transport)
                .clock(clock)
                .open());
    Acme.await(name + " to be online", () -> client.connection().online());
    return client;
  }

  private static String fingerprint(ChatClient client, String organisation) {
    return client.trust().organisations().stream()
        .filter(known -> known.organisation().equals(organisation))
        .map(KnownOrganisation::fingerprint)
        .findFirst()
        .orElseThrow();
  }
}
