package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.event.ChatEvent.SecurityAlert;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.protocol.delivery.LogEntry;
import eu.paravent.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Fresh keys on a schedule, by the client's own clock. */
@Timeout(120)
class RefreshTest {
  private static final Duration SOON = Duration.ofSeconds(40);
  private final TestClock clock = TestClock.at(Instant.now());
  private final Acme acme = new Acme(clock);

  @AfterEach
  void close() {
    acme.close();
  }

  @Test
  void everyConversationGetsFreshKeysInItsTurnAndNoneAtTheStart() {
    ChatClient alice = open("Alice", Duration.ofDays(7));
    ChatClient bob = open("Bob", Duration.ZERO);
    List<Conversation> all = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      all.add(
          alice.conversations().create(ConversationSpec.titled("c" + i).participants(bob.self())));
    }
    Conversation his = Acme.joined(bob, all.get(0).id());
    alice.retryNow();
    all.get(0).send(MessageContent.text("nothing is due")).awaitAccepted(SOON);
    Acme.awaitText(his, "nothing is due");
    assertThat(all).allSatisfy(one -> assertThat(commits(one)).isEqualTo(1));
    // what was not planned yet is planned at a look; nothing is due before half the time
    clock.advance(Duration.ofDays(3));
    alice.retryNow();
    all.get(1).send(MessageContent.text("nor now")).awaitAccepted(SOON);
    assertThat(all).allSatisfy(one -> assertThat(commits(one)).isEqualTo(1));
    clock.advance(Duration.ofDays(12));
    Acme.await(
        "the first turn",
        () -> {
          // what a busy machine looked at late was planned from then on
          clock.advance(Duration.ofHours(1));
          alice.retryNow();
          return all.stream().anyMatch(one -> commits(one) > 1);
        });

    // by then each is due; one is done at a look
    clock.advance(Duration.ofDays(12));
    for (Conversation one : all) {
      Acme.await(
          "fresh keys",
          () -> {
            alice.retryNow();
            return commits(one) >= 2;
          });
    }

    his.send(MessageContent.text("we talk on")).awaitAccepted(SOON);
    Acme.awaitText(all.get(0), "we talk on");
    all.get(0).send(MessageContent.text("and on")).awaitAccepted(SOON);
    Acme.awaitText(his, "and on");
    assertThat(Acme.events(alice, SecurityAlert.class)).isEmpty();
    assertThat(Acme.events(bob, SecurityAlert.class)).isEmpty();
  }

  @Test
  void whoSwitchesItOffRefreshesNothing() {
    ChatClient alice = open("Alice", Duration.ZERO);
    Conversation one = alice.conversations().create(ConversationSpec.titled("x"));
    int before = commits(one);
    clock.advance(Duration.ofDays(40));
    alice.retryNow();
    one.send(MessageContent.text("still")).awaitAccepted(SOON);

    assertThat(commits(one)).isEqualTo(before);
    assertThatThrownBy(() -> ChatClient.builder().refreshKeys(Duration.ofDays(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private ChatClient open(String name, Duration every) {
    return Acme.online(
        name,
        acme.add(
            ChatClient.builder()
                .server(acme.server.baseUrl())
                .store(EncryptedStore.inMemory(Acme.key()))
                .identity(acme.authority.enroller(name))
                .displayName(name)
                .transport(acme.server.transport())
                .clock(clock)
                .patience(SOON)
                .refreshKeys(every)
                .open()));
  }

  private int commits(Conversation conversation) {
    return (int)
        acme.server.malice().log(conversation.id().value()).stream()
            .filter(entry -> entry.kind().equals(LogEntry.COMMIT))
            .count();
  }
}
