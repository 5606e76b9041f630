package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.event.ChatEvent.SecurityAlert;
import eu.paravent.client.event.ChatEvent.SecurityAlert.Kind;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.testkit.fault.FaultyTransport;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The operator puts the server back to last night's backup. What came since is still on the
 * devices, and the server would give the same numbers to other messages: nobody may take that for
 * an ordinary day.
 */
@Timeout(120)
class RestoredServerTest {
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
    hers.send(MessageContent.text("backed up")).awaitAccepted(SOON);
    Acme.awaitText(his, "backed up");
    his.send(MessageContent.text("not backed up")).awaitAccepted(SOON);
    Acme.awaitText(hers, "not backed up");
  }

  @AfterEach
  void close() {
    acme.close();
  }

  /** Nobody has sent anything since: the log is just shorter than what was read of it. */
  @Test
  void clientThatComesBackNoticesThatTheLogIsShorter() {
    acme.server.malice().forgetNewest(hers.id().value(), 1);

    line.cutPush();

    SecurityAlert alert = Acme.awaitAlert(alice, Kind.HISTORY_FORKED);
    assertThat(alert.conversation()).contains(hers.id());
    assertThat(alert.detail()).contains("it ends at").contains("was read to");
    assertThat(Acme.texts(hers)).contains("backed up", "not backed up");
  }

  /** Bob speaks first: his new message has the number of the one that was lost. */
  @Test
  void clientThatIsToldAnotherMessageUnderAKnownNumberNoticesIt() {
    acme.server.malice().forgetNewest(hers.id().value(), 1);

    his.send(MessageContent.text("under an old number"));

    Acme.awaitAlert(alice, Kind.HISTORY_FORKED);
    assertThat(Acme.texts(hers)).contains("backed up", "not backed up");
  }

  /** Reconnecting to a server that was not put back is an ordinary day. */
  @Test
  void clientThatComesBackToAWholeLogSaysNothing() {
    line.cutPush();
    his.send(MessageContent.text("still here")).awaitAccepted(SOON);

    Acme.awaitText(hers, "still here");
    assertThat(Acme.alerts(alice)).isEmpty();
  }
}
