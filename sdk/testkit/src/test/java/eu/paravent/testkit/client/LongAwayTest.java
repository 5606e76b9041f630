package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.Message;
import eu.paravent.client.event.ChatEvent.SecurityAlert;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.testkit.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Alice is away for a week, and many messages wait. How many: {@code -Dparavent.waiting}. */
@Timeout(300)
class LongAwayTest {
  private static final int MESSAGES = Integer.getInteger("paravent.waiting", 700), DAYS = 7;
  private final TestClock clock = TestClock.at(Instant.now());
  private final Acme acme = new Acme(clock);
  @TempDir Path folder;

  @AfterEach
  void close() {
    acme.close();
  }

  @Test
  void everythingArrivesOnceAndInOrder() {
    ChatClient alice = acme.online("Alice", Acme.at(folder), clock);
    ChatClient bob = acme.online("Bob", EncryptedStore.inMemory(Acme.key()), clock);
    ChatClient carol = acme.online("Carol", clock);
    Conversation his =
        bob.conversations().create(ConversationSpec.titled("x").participants(alice.self()));
    Acme.joined(alice, his.id());
    alice.close();
    for (int day = 0; day < DAYS; day++) {
      clock.advance(Duration.ofDays(1));
      if (day % 2 == 0) {
        his.add(carol.self());
      } else {
        his.remove(carol.self());
      }
      for (int i = day * MESSAGES / DAYS; i < (day + 1) * MESSAGES / DAYS; i++) {
        his.send(MessageContent.text("message " + i));
      }
      int last = (day + 1) * MESSAGES / DAYS - 1;
      Acme.await("the day's messages to be sent", () -> accepted(his, "message " + last));
    }

    long begin = System.nanoTime();
    ChatClient back = acme.online("Alice", Acme.at(folder), clock);

    Conversation hers = back.conversations().find(his.id()).orElseThrow();
    Acme.await("the newest", () -> !hers.messages(1).isEmpty() && newest(hers));
    if (Integer.getInteger("paravent.waiting") != null) {
      double seconds = (System.nanoTime() - begin) / 1e9;
      System.out.printf("%d messages in %.1f s: %.0f/s%n", MESSAGES, seconds, MESSAGES / seconds);
    }
    List<Message> all = new ArrayList<>(hers.messages(Conversation.PAGE_MOST));
    for (int before = 0; all.size() > before; ) {
      before = all.size();
      all.addAll(hers.messagesBefore(all.get(before - 1).id(), Conversation.PAGE_MOST));
    }
    assertThat(all).hasSize(MESSAGES);
    Set<String> texts = new HashSet<>();
    for (int i = 0; i < MESSAGES; i++) {
      String text = ((MessageContent.Text) all.get(MESSAGES - 1 - i).content()).text();
      assertThat(text).isEqualTo("message " + i);
      texts.add(text);
    }
    assertThat(texts).hasSize(MESSAGES);
    hers.send(MessageContent.text("I am back")).awaitAccepted(Duration.ofSeconds(40));
    Acme.awaitText(his, "I am back");
    assertThat(Acme.events(back, SecurityAlert.class)).isEmpty();
  }

  private static boolean newest(Conversation conversation) {
    return conversation.messages(1).get(0).content() instanceof MessageContent.Text content
        && content.text().equals("message " + (MESSAGES - 1));
  }

  private static boolean accepted(Conversation conversation, String text) {
    Message newest = conversation.messages(1).get(0);
    return newest.state() == Message.State.ACCEPTED
        && newest.content() instanceof MessageContent.Text content
        && content.text().equals(text);
  }
}
