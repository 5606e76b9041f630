package eu.paravent.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.client.BusinessReference;
import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.UserUnknownException;
import eu.paravent.client.event.ChatEvent;
import eu.paravent.client.event.EventCursor;
import eu.paravent.client.identity.OrganisationAuthority;
import eu.paravent.client.identity.Registration;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.client.store.StoreKey;
import eu.paravent.server.testing.WildFlyProcess;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server dies twice while one client streams to another; neither client is restarted. */
class ServerKilledIT {
  private static final int MESSAGES = 1000, FIRST_KILL = 300, SECOND_KILL = 700;
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String TOKEN = "operators-token";

  @TempDir Path folder;
  private final OrganisationAuthority acme = OrganisationAuthority.create("acme.example");

  @Test
  void streamOfAThousandArrivesWholeOnceAndInOrderThoughTheServerIsKilledTwice() throws Exception {
    try (WildFlyProcess server =
        WildFlyProcess.at(folder.resolve("server"), Map.of("PARAVENT_REGISTRATION_TOKEN", TOKEN))
            .shortLived()
            .start()) {
      URI address = server.uri();
      Registration.register(address, acme, TOKEN);
      try (ChatClient alice = staff(address, "alice");
          ChatClient bob = staff(address, "bob")) {
        Conversation stream = conversation(alice, bob);
        Heard heard = new Heard(bob);
        for (int i = 0; i < MESSAGES; i++) {
          stream.send(MessageContent.text("message " + i));
          if (i == FIRST_KILL || i == SECOND_KILL) {
            heard.awaitAtLeast(i / 3);
            server.kill();
            server.start();
          }
        }
        heard.awaitAtLeast(MESSAGES);

        // a word from the other side comes last: whatever was doubled would have come before it
        Conversation bobs = bob.conversations().find(stream.id()).orElseThrow();
        bobs.send(MessageContent.text("heard")).awaitAccepted(PATIENCE);
        stream.send(MessageContent.text("end")).awaitAccepted(PATIENCE);
        heard.awaitAtLeast(MESSAGES + 1);
        List<String> expected =
            IntStream.range(0, MESSAGES).mapToObj(i -> "message " + i).collect(Collectors.toList());
        expected.add("end");
        assertThat(heard.texts).isEqualTo(expected);
        assertThat(heard.alerts).isEmpty();
        assertThat(new Heard(alice).readAll().alerts).isEmpty();
      }
    }
  }

  private static Conversation conversation(ChatClient alice, ChatClient bob) {
    ConversationSpec spec =
        ConversationSpec.about(BusinessReference.of("sales-order", "SO-4711"))
            .title("Stream")
            .participants(bob.self());
    Instant until = Instant.now().plus(PATIENCE);
    while (true) {
      try {
        return alice.conversations().create(spec);
      } catch (UserUnknownException e) {
        // Bob's keys are published in the background
        if (Instant.now().isAfter(until)) {
          throw e;
        }
        Person.pause();
      }
    }
  }

  private ChatClient staff(URI server, String name) {
    return ChatClient.builder()
        .server(server)
        .store(EncryptedStore.at(folder.resolve(name), StoreKey.copyOf(new byte[StoreKey.LENGTH])))
        .identity(acme.enroller(name))
        .displayName(name)
        .open();
  }

  /** What a client has in its event log. */
  private static final class Heard {
    final List<String> texts = new ArrayList<>(), alerts = new ArrayList<>();
    private final ChatClient client;
    private EventCursor read = EventCursor.start();

    Heard(ChatClient client) {
      this.client = client;
    }

    Heard readAll() {
      List<ChatEvent> events = client.events().after(read, 100);
      while (!events.isEmpty()) {
        events.forEach(this::note);
        events = client.events().after(read, 100);
      }
      return this;
    }

    private void note(ChatEvent event) {
      read = event.cursor();
      if (event instanceof ChatEvent.MessageReceived received
          && received.message().content() instanceof MessageContent.Text text) {
        texts.add(text.text());
      } else if (event instanceof ChatEvent.SecurityAlert alert) {
        alerts.add(alert.kind() + ": " + alert.detail());
      }
    }

    void awaitAtLeast(int count) {
      Instant until = Instant.now().plus(PATIENCE);
      while (readAll().texts.size() < count) {
        assertThat(Instant.now())
            .as(
                "%s of %s messages are here; connection: %s",
                texts.size(), count, client.connection())
            .isBefore(until);
        Person.pause();
      }
    }
  }
}
