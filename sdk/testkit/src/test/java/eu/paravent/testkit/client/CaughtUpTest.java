package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.ChatClient;
import eu.paravent.client.ClientClosedException;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.OutgoingMessage;
import eu.paravent.client.ServerUnavailableException;
import eu.paravent.client.UserId;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.spi.Transport;
import eu.paravent.client.store.EncryptedStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A program that comes, does one thing and goes. */
@Timeout(120)
class CaughtUpTest {
  private static final Duration PATIENCE = Duration.ofSeconds(100);

  private final Acme acme = new Acme();

  @AfterEach
  void close() {
    acme.close();
  }

  /** Each visit ends as soon as the client has caught up. */
  @Test
  void whatWasMissedIsThere(@TempDir Path folder) {
    ChatClient alice = acme.online("Alice");
    UserId bob = visit(folder, client -> client.self());
    Conversation hers =
        alice.conversations().create(ConversationSpec.titled("x").participants(bob));
    List<String> said = IntStream.range(0, 120).mapToObj(i -> "word " + i).toList();
    said.forEach(word -> hers.send(MessageContent.text(word)));
    hers.send(MessageContent.text("end")).awaitAccepted(PATIENCE);

    List<String> heard =
        visit(folder, client -> Acme.texts(client.conversations().find(hers.id()).orElseThrow()));

    assertThat(heard).startsWith(said.toArray(new String[0])).endsWith("end").hasSize(121);
    hers.send(MessageContent.text("one more")).awaitAccepted(PATIENCE);
    List<String> more =
        visit(folder, client -> Acme.texts(client.conversations().find(hers.id()).orElseThrow()));
    assertThat(more).endsWith("one more");
  }

  /** And the others hear what was said and done in it, though nobody waits for a message of it. */
  @Test
  void whatWasDoneInAVisitIsToldAtItsEnd(@TempDir Path folder) {
    ChatClient alice = acme.online("Alice");
    UserId bob = visit(folder, client -> client.self());
    Conversation hers =
        alice.conversations().create(ConversationSpec.titled("x").participants(bob));
    OutgoingMessage sent = hers.send(MessageContent.text("Week 12?"));
    sent.awaitAccepted(PATIENCE);

    visit(
        folder,
        client -> {
          client.conversations().find(hers.id()).orElseThrow().react(sent.id(), "👍");
          client.awaitCaughtUp(PATIENCE);
          return client.self();
        });

    Acme.await(
        "Bob's reaction", () -> hers.message(sent.id()).orElseThrow().reactions().size() == 1);
  }

  private <T> T visit(Path folder, Function<ChatClient, T> asked) {
    try (ChatClient bob = acme.open("Bob", Acme.at(folder), acme.server.transport())) {
      bob.awaitCaughtUp(PATIENCE);
      return asked.apply(bob);
    }
  }

  @Test
  void saysWhatWentWrongWhereNobodyAnswers() {
    ChatClient alice = acme.open("Alice", store(), nobody());
    Acme.await("the first try", () -> alice.connection().problem().isPresent());

    assertThatThrownBy(() -> alice.awaitCaughtUp(Duration.ofMillis(1)))
        .isInstanceOf(ServerUnavailableException.class)
        .hasMessage(alice.connection().problem().orElseThrow().getMessage());
    alice.close();
    assertThatThrownBy(() -> alice.awaitCaughtUp(PATIENCE))
        .isInstanceOf(ClientClosedException.class);
  }

  /** A port that no server listens at. */
  private static Transport nobody() {
    return Transport.http(URI.create("http://localhost:1"));
  }

  private static EncryptedStore store() {
    return EncryptedStore.inMemory(Acme.key());
  }
}
