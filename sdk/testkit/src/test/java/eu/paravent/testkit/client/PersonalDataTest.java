package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.GuestLobby;
import eu.paravent.client.Participant;
import eu.paravent.client.ServerUnavailableException;
import eu.paravent.client.invite.GuestInviteSpec;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.privacy.PersonalData;
import eu.paravent.client.privacy.PersonalData.Scope;
import eu.paravent.client.privacy.PersonalRight;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.testkit.fault.FaultyTransport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A person wants to see what there is (GDPR Art. 15, 20), from its device and the server. */
@Timeout(120)
class PersonalDataTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private final Acme acme = new Acme();

  @AfterEach
  void close() {
    acme.close();
  }

  @Test
  void oneArchiveHasWhatTheDeviceAndTheServerHave() throws Exception {
    ChatClient alice = acme.online("Alice");
    ChatClient bob = acme.online("Bob");
    Conversation hers =
        alice.conversations().create(ConversationSpec.titled("Order <7>").participants(bob.self()));
    Conversation his = Acme.joined(bob, hers.id());
    hers.send(MessageContent.text("From Alice")).awaitAccepted(SOON);
    Acme.awaitText(his, "From Alice");
    his.send(MessageContent.text("From <b>Bob</b>")).awaitAccepted(SOON);
    his.send(MessageContent.file("../cv.txt", "text/plain", new byte[] {'h', 'i'}))
        .awaitAccepted(SOON);
    assertThat(bob.askFor(PersonalRight.PORTABILITY))
        .isAfter(Instant.now().plus(Duration.ofDays(27)));

    Map<String, String> own = archive(bob, Scope.OWN);

    JsonObject data = JsonParser.object().from(own.get("data.json"));
    assertThat(data.getString("person")).isEqualTo(bob.self().uri());
    JsonArray said = data.getArray("conversations").getObject(0).getArray("messages");
    assertThat(said).hasSize(2);
    assertThat(said.getObject(0).getString("text")).isEqualTo("From <b>Bob</b>");
    String path = said.getObject(1).getObject("file").getString("path");
    assertThat(path).startsWith("files/1-").doesNotContain("..");
    assertThat(own.get(path)).isEqualTo("hi");
    assertThat(data.getObject("server").getString("person")).isEqualTo(bob.self().uri());
    assertThat(own.get("data.json"))
        .contains("portability")
        .doesNotContain("From Alice", alice.self().uri());
    assertThat(own.get("auskunft.html"))
        .contains(
            "<html lang=\"de\">", "From &lt;b&gt;Bob", "Gespräch: Order &lt;7&gt;", "privacy_case")
        .doesNotContain("From Alice");
    assertThat(own.get("access.html")).contains("<html lang=\"en\">", "At the server: device");
    assertThat(archive(bob, Scope.EVERYTHING).get("data.json")).contains("From Alice");
  }

  @Test
  void aNameIsCorrectedInEveryConversation() {
    ChatClient alice = acme.online("Alice");
    ChatClient bob = acme.online("Bob");
    Conversation one =
        alice.conversations().create(ConversationSpec.titled("One").participants(bob.self()));
    Conversation two =
        alice.conversations().create(ConversationSpec.titled("Two").participants(bob.self()));
    for (Conversation each : List.of(one, two)) {
      Acme.joined(bob, each.id());
      Acme.await("Bob", () -> names(each).contains("Bob"));
    }

    bob.rename("Robert");

    for (Conversation each : List.of(one, two)) {
      Acme.await("Robert", () -> names(each).contains("Robert"));
      assertThat(names(Acme.joined(bob, each.id()))).contains("Robert").doesNotContain("Bob");
      assertThat(each.title()).isNotEmpty();
    }
    assertThatThrownBy(() -> bob.rename("")).isInstanceOf(IllegalArgumentException.class);
  }

  private static List<String> names(Conversation conversation) {
    return conversation.participants().stream().map(Participant::displayName).toList();
  }

  @Test
  void aGuestHasItsOwnAndWithoutTheServerThereIsNone() throws Exception {
    ChatClient alice = acme.online("Alice");
    Conversation hers = alice.conversations().create(ConversationSpec.titled("Order"));
    FaultyTransport line = acme.faulty();
    ChatClient gina =
        acme.add(
            GuestLobby.open(
                    hers.inviteGuest(GuestInviteSpec.singleUse(Duration.ofDays(1)))
                        .link()
                        .orElseThrow(),
                    line)
                .join("Gina", EncryptedStore.inMemory(Acme.key())));
    gina.conversations()
        .list()
        .get(0)
        .send(MessageContent.text("From the guest"))
        .awaitAccepted(SOON);

    assertThat(archive(gina, Scope.OWN).get("data.json"))
        .contains("From the guest", gina.self().uri())
        .doesNotContain(alice.self().uri());

    line.goAway();
    assertThatThrownBy(() -> archive(gina, Scope.OWN))
        .isInstanceOf(ServerUnavailableException.class);
  }

  private static Map<String, String> archive(ChatClient client, Scope scope) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PersonalData.write(client, scope, out);
    Map<String, String> files = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
  }
}
