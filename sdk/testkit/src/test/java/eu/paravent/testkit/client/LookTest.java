package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.BusinessReference;
import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.Message;
import eu.paravent.client.MessageId;
import eu.paravent.client.SendOptions;
import eu.paravent.client.message.Expiry;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.message.Picture;
import eu.paravent.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a conversation looks: title and picture for all, archive, mute, pages and search for one. */
@Timeout(240)
class LookTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2};
  private static final BusinessReference ORDER = BusinessReference.of("sales-order", "SO-1");

  private final TestClock clock = TestClock.at(Instant.parse("2026-11-23T10:00:00Z"));
  private final Acme acme = new Acme(clock);
  private ChatClient alice, bob;
  private Conversation hers, his;

  @BeforeEach
  void open() {
    alice = acme.online("Alice", clock);
    bob = acme.online("Bob", clock);
    hers =
        alice
            .conversations()
            .create(ConversationSpec.about(ORDER).title("Order").participants(bob.self()));
    his = Acme.joined(bob, hers.id());
    Acme.await("the title", () -> his.title().equals("Order"));
  }

  @AfterEach
  void close() {
    acme.close();
  }

  @Test
  void titleAndPictureChangeForEveryoneAndWhoComesLaterToo() {
    Picture picture = Picture.of(PNG);
    his.rename("Order SO-1, urgent");
    his.changePicture(picture);
    Acme.await("the title", () -> hers.title().equals("Order SO-1, urgent"));
    Acme.await("the picture", () -> hers.picture().isPresent());
    ChatClient carol = acme.online("Carol", clock);
    hers.add(carol.self());
    Conversation carols = Acme.joined(carol, hers.id());
    Acme.await("the picture", () -> carols.picture().isPresent());

    assertThat(carols.picture()).contains(picture);
    assertThat(carols.title()).isEqualTo("Order SO-1, urgent");
    assertThat(carol.conversations().about(ORDER)).containsExactly(carols);
    hers.removePicture();
    Acme.await("no picture", () -> his.picture().isEmpty() && carols.picture().isEmpty());
    assertThatThrownBy(() -> hers.rename("x".repeat(ConversationSpec.TITLE_MOST + 1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                Picture.of(
                    "<svg onload=alert(1)>".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void twoTitlesAtOnceEndInOne() {
    hers.rename("Hers");
    his.rename("His");
    hers.send(MessageContent.text("one")).awaitAccepted(SOON);
    his.send(MessageContent.text("two")).awaitAccepted(SOON);
    Acme.awaitText(his, "one");
    Acme.awaitText(hers, "two");

    assertThat(hers.title()).isEqualTo(his.title()).isIn("Hers", "His");
    hers.rename("");
    Acme.await("no title", () -> his.title().isEmpty());
    assertThat(bob.conversations().about(ORDER)).containsExactly(his);
  }

  @Test
  void archivedUntilSomeoneElseWritesAndMutedUntilItsTime() {
    hers.archive();
    hers.mute(clock.instant().plus(Duration.ofHours(8)));
    hers.send(MessageContent.text("mine")).awaitAccepted(SOON);
    assertThat(hers.archived()).isTrue();
    assertThat(hers.muted()).isTrue();
    assertThat(his.archived()).isFalse();
    assertThat(his.muted()).isFalse();

    his.send(MessageContent.text("his")).awaitAccepted(SOON);
    Acme.awaitText(hers, "his");
    assertThat(hers.archived()).isFalse();
    assertThat(hers.unread()).isEqualTo(1);
    clock.advance(Duration.ofHours(8));
    assertThat(hers.muted()).isFalse();
    hers.mute(Instant.MAX);
    assertThat(hers.muted()).isTrue();
    hers.unmute();
    hers.archive();
    hers.unarchive();
    assertThat(hers.muted() || hers.archived()).isFalse();
  }

  @Test
  void pagesGoBothWaysFromAMessage() {
    List<MessageId> ids = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      ids.add(hers.send(MessageContent.text("text " + i)).id());
    }
    hers.delete(ids.get(5));
    hers.send(MessageContent.text("end")).awaitAccepted(SOON);

    assertThat(hers.messagesBefore(ids.get(4), 3))
        .extracting(Message::id)
        .containsExactly(ids.get(3), ids.get(2), ids.get(1));
    assertThat(hers.messagesAfter(ids.get(4), 3))
        .extracting(Message::id)
        .containsExactly(ids.get(5), ids.get(6), ids.get(7));
    assertThat(hers.messagesBefore(ids.get(0), 3)).isEmpty();
    assertThat(hers.messagesAfter(ids.get(9), Integer.MAX_VALUE)).hasSize(1);
    assertThatThrownBy(() -> hers.messagesAfter(new MessageId("A".repeat(43)), 3))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void findsWhatIsThereAndNothingThatIsGone() {
    MessageId deleted = hers.send(MessageContent.text("Discount of seven percent")).id();
    hers.send(
        MessageContent.text("Discount for an hour"),
        SendOptions.none().expiring(Expiry.at(clock.instant().plus(Duration.ofHours(1)))));
    hers.send(MessageContent.text("Kein Rabatt für Müller")).awaitAccepted(SOON);
    Acme.awaitText(his, "Kein Rabatt für Müller");
    assertThat(his.search("discount", 10)).hasSize(2);
    assertThat(his.search("muller rabatt", 10)).hasSize(1);
    assertThat(bob.conversations().search("discount", 1)).hasSize(1);

    hers.delete(deleted);
    clock.advance(Duration.ofHours(2));
    Acme.await("nothing to be found", () -> his.search("discount", 10).isEmpty());
    assertThat(bob.conversations().search("muller", 10)).hasSize(1);
    assertThat(bob.conversations().search("", 10)).isEmpty();
  }
}
