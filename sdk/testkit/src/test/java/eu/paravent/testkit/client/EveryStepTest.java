package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationId;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.Message;
import eu.paravent.client.MessageId;
import eu.paravent.client.OutgoingMessage;
import eu.paravent.client.event.ChatEvent.MessageReceived;
import eu.paravent.client.event.ChatEvent.SecurityAlert;
import eu.paravent.client.internal.store.Database;
import eu.paravent.client.internal.store.JdbcStore;
import eu.paravent.client.internal.store.LocalStore;
import eu.paravent.client.message.MessageContent;
import eu.paravent.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Alice's process ends at step 1, 2, 3 … of what she does, until it does all of it: each
 * transaction before and after it is durable, each request before and after the server has it
 * ({@link Mortality}). Each time she comes back, nothing is lost, half done or there twice, and all
 * talk on. Real kills: {@link SigkillTest}.
 */
@Timeout(300)
class EveryStepTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int STEPS_MOST = 80;

  private final TestClock clock = TestClock.at(Instant.now());
  private final Acme acme = new Acme(clock);
  private final LocalStore lasting = JdbcStore.open(Database::inMemory, Acme.key());
  private Mortality mortality = new Mortality();
  private ChatClient alice;
  private ChatClient bob;
  private Conversation his;
  private ConversationId id;

  @BeforeEach
  void talk() {
    alice = live();
    bob = acme.online("Bob", clock);
    Conversation hers =
        alice.conversations().create(ConversationSpec.titled("Order").participants(bob.self()));
    id = hers.id();
    his = Acme.joined(bob, id);
  }

  @AfterEach
  void close() {
    acme.close();
    lasting.close();
  }

  private ChatClient live() {
    mortality = new Mortality();
    return Acme.online(
        "Alice",
        acme.open(
            "Alice", mortality.around(lasting), mortality.around(acme.server.transport()), clock));
  }

  private Conversation hers() {
    return alice.conversations().find(id).orElseThrow();
  }

  /** After a death she comes back; without one there is nothing left to try. */
  private boolean diedAndBack() {
    boolean died = mortality.dead();
    alice.close();
    alice = live();
    return died;
  }

  private void allIsWell(String said) {
    hers().send(MessageContent.text(said)).awaitAccepted(SOON);
    Acme.awaitText(his, said);
    assertThat(Acme.events(alice, SecurityAlert.class)).as(said).isEmpty();
    assertThat(Acme.events(bob, SecurityAlert.class)).as(said).isEmpty();
  }

  @Test
  void sending() {
    int step = 1;
    for (boolean more = true; more && step < STEPS_MOST; step++) {
      String text = "message " + step;
      boolean taken = false;
      mortality.arm(step);
      try {
        OutgoingMessage message = hers().send(MessageContent.text(text));
        taken = true;
        awaitDeathOr(text, () -> message.state() == Message.State.ACCEPTED);
      } catch (RuntimeException e) {
        assertThat(mortality.dead()).as("step %d: %s", step, e).isTrue();
      }
      more = diedAndBack();
      allIsWell("after " + text);
      List<String> texts = Acme.texts(his);
      int times = Collections.frequency(texts, text);
      assertThat(times).as("step %d", step).isLessThanOrEqualTo(1);
      assertThat(times).as("step %d", step).isGreaterThanOrEqualTo(taken ? 1 : 0);
      assertThat(Collections.frequency(Acme.texts(hers()), text))
          .as("step %d", step)
          .isEqualTo(times);
    }
    assertThat(step).isBetween(8, STEPS_MOST - 1);
  }

  @Test
  void receiving() {
    int step = 1;
    for (boolean more = true; more && step < STEPS_MOST; step++) {
      String text = "message " + step;
      mortality.arm(step);
      his.send(MessageContent.text(text)).awaitAccepted(SOON);
      awaitDeathOr(text, () -> Acme.texts(hers()).contains(text) && acknowledged());
      more = diedAndBack();
      Acme.awaitText(hers(), text);
      allIsWell("after " + text);
      assertThat(Collections.frequency(Acme.texts(hers()), text)).as("step %d", step).isEqualTo(1);
      MessageId one = message(text);
      assertThat(Acme.events(alice, MessageReceived.class))
          .as("step %d", step)
          .filteredOn(event -> event.message().id().equals(one))
          .hasSize(1);
    }
    assertThat(step).isBetween(4, STEPS_MOST - 1);
  }

  @Test
  void committing() {
    ChatClient carol = acme.online("Carol", clock);
    int step = 1;
    for (boolean more = true; more && step < STEPS_MOST; step++) {
      mortality.arm(step);
      boolean done = false;
      try {
        hers().add(carol.self());
        done = true;
      } catch (RuntimeException e) {
        assertThat(mortality.dead()).as("step %d: %s", step, e).isTrue();
      }
      more = diedAndBack();
      allIsWell("after change " + step);
      assertThat(hers().participants()).as("step %d", step).hasSameSizeAs(his.participants());
      assertThat(hers().participants()).as("step %d", step).hasSizeBetween(done ? 3 : 2, 3);
      if (hers().participants().size() == 3) {
        Acme.awaitText(Acme.joined(carol, id), "after change " + step);
        hers().remove(carol.self());
        Acme.await(
            "Carol to be out", () -> Acme.joined(carol, id).state() == Conversation.State.ENDED);
      }
      assertThat(Acme.events(carol, SecurityAlert.class)).as("step %d", step).isEmpty();
    }
    assertThat(step).isBetween(8, STEPS_MOST - 1);
  }

  @Test
  void joining() {
    int step = 1;
    for (boolean more = true; more && step < STEPS_MOST; step++) {
      mortality.arm(step);
      Conversation fresh =
          bob.conversations()
              .create(ConversationSpec.titled("New " + step).participants(alice.self()));
      awaitDeathOr(
          "joining",
          () ->
              alice
                  .conversations()
                  .find(fresh.id())
                  .filter(c -> c.title().startsWith("New"))
                  .isPresent());
      more = diedAndBack();
      Conversation joined = Acme.joined(alice, fresh.id());
      joined.send(MessageContent.text("here I am")).awaitAccepted(SOON);
      Acme.awaitText(fresh, "here I am");
      fresh.send(MessageContent.text("welcome")).awaitAccepted(SOON);
      Acme.awaitText(joined, "welcome");
      allIsWell("after joining " + step);
    }
    assertThat(step).isBetween(4, STEPS_MOST - 1);
  }

  /**
   * The server may delete it as soon as everybody has acknowledged it: the last step of receiving.
   */
  private boolean acknowledged() {
    return mortality.steps() >= 4;
  }

  private MessageId message(String text) {
    return hers().messages(1000).stream()
        .filter(
            m -> m.content() instanceof MessageContent.Text content && content.text().equals(text))
        .findFirst()
        .orElseThrow()
        .id();
  }

  private void awaitDeathOr(String what, java.util.function.BooleanSupplier done) {
    Acme.await(
        what,
        () -> {
          if (mortality.dead()) {
            return true;
          }
          try {
            return done.getAsBoolean();
          } catch (Mortality.Died e) {
            return true;
          }
        });
  }
}
