package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.SignInException;
import eu.paravent.client.event.ChatEvent.MessageReceived;
import eu.paravent.client.event.ChatEvent.SecurityAlert;
import eu.paravent.client.internal.store.Database;
import eu.paravent.client.internal.store.JdbcStore;
import eu.paravent.client.internal.store.LocalStore;
import eu.paravent.client.internal.store.StoreOpener;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.client.store.StoreException;
import eu.paravent.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The disk is full; the clock is wrong. */
@Timeout(120)
class DiskAndClockTest {
  private static final Duration SOON = Duration.ofSeconds(40);
  private final TestClock clock = TestClock.at(Instant.now());
  private final Acme acme = new Acme(clock);

  @AfterEach
  void close() {
    acme.close();
  }

  /**
   * What the host says then is refused with an error that says why, what others say waits on the
   * server; once there is room again everything goes on, in order, each once.
   */
  @Test
  void aFullDiskLosesNothingAndSendsNothingTwice() {
    Disk disk = new Disk();
    ChatClient alice =
        Acme.online("Alice", acme.open("Alice", disk.store(), acme.server.transport(), clock));
    ChatClient bob = acme.online("Bob", clock);
    Conversation hers =
        alice.conversations().create(ConversationSpec.titled("x").participants(bob.self()));
    Conversation his = Acme.joined(bob, hers.id());
    hers.send(MessageContent.text("before")).awaitAccepted(SOON);
    Acme.awaitText(his, "before");
    // room for the message in the outbox, and for nothing after it
    disk.left.set(1);
    hers.send(MessageContent.text("kept in the outbox"));
    Acme.await("the disk to be full", () -> disk.refused.get() > 0);

    assertThatThrownBy(() -> hers.send(MessageContent.text("refused")))
        .isInstanceOf(StoreException.class);
    his.send(MessageContent.text("meanwhile")).awaitAccepted(SOON);
    int refused = disk.refused.get();
    Acme.await("what Bob said to find no room", () -> disk.refused.get() > refused);
    assertThat(Acme.texts(hers)).containsExactly("before", "kept in the outbox");
    assertThat(Acme.texts(his)).containsExactly("before", "meanwhile");

    disk.left.set(Integer.MAX_VALUE);
    alice.retryNow();

    Acme.awaitText(his, "kept in the outbox");
    Acme.awaitText(hers, "meanwhile");
    hers.send(MessageContent.text("after")).awaitAccepted(SOON);
    Acme.awaitText(his, "after");
    assertThat(Acme.texts(his))
        .containsExactly("before", "meanwhile", "kept in the outbox", "after");
    assertThat(Acme.events(alice, MessageReceived.class)).hasSize(1);
    assertThat(Acme.events(alice, SecurityAlert.class)).isEmpty();
    assertThat(Acme.events(bob, SecurityAlert.class)).isEmpty();
  }

  /**
   * The server cannot believe when it signs in: the client says so, and goes on once it is right.
   */
  @ParameterizedTest
  @ValueSource(ints = {-1, 1})
  void aClockThatIsAnHourOffIsSaidAndHarmsNothing(int hours) {
    TestClock wrong = TestClock.at(clock.instant());
    ChatClient alice = acme.online("Alice", wrong);
    ChatClient bob = acme.online("Bob", clock);
    Conversation hers =
        alice.conversations().create(ConversationSpec.titled("x").participants(bob.self()));
    Conversation his = Acme.joined(bob, hers.id());
    wrong.advance(Duration.ofHours(hours));

    // the session that there is goes on, whatever the clock says
    hers.send(MessageContent.text("by the wrong clock"));
    his.send(MessageContent.text("by the right one")).awaitAccepted(SOON);
    clock.advance(Duration.ofMinutes(40));
    wrong.advance(Duration.ofMinutes(40));
    hers.send(MessageContent.text("needs a new session"));
    alice.retryNow();
    Acme.await(
        "the problem to be named",
        () -> {
          alice.retryNow();
          return alice.connection().problem().filter(SignInException.class::isInstance).isPresent();
        });

    wrong.moveTo(clock.instant());

    Acme.await(
        "all of it to arrive",
        () -> {
          alice.retryNow();
          return Acme.texts(his).containsAll(List.of("by the wrong clock", "needs a new session"));
        });
    Acme.awaitText(hers, "by the right one");
    assertThat(Acme.texts(his)).hasSize(3);
    assertThat(Acme.events(alice, SecurityAlert.class)).isEmpty();
    assertThat(Acme.events(bob, SecurityAlert.class)).isEmpty();
  }

  /** A store that has room for so many more transactions. */
  private static final class Disk {
    final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
    final AtomicInteger refused = new AtomicInteger();

    EncryptedStore store() {
      LocalStore inner = JdbcStore.open(Database::inMemory, Acme.key());
      return new StoreOpener(
          () ->
              new LocalStore() {
                @Override
                public <T> T write(Work<T> work) {
                  return inner.write(
                      tx -> {
                        T value = work.run(tx);
                        if (left.getAndUpdate(n -> n > 0 ? n - 1 : 0) == 0) {
                          refused.incrementAndGet();
                          throw new StoreException("No space left on device", null);
                        }
                        return value;
                      });
                }

                @Override
                public <T> T read(Work<T> work) {
                  return inner.read(work);
                }

                @Override
                public void close() {
                  inner.close();
                }
              });
    }
  }
}
