package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.BusinessReference;
import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.Message;
import eu.paravent.client.MessageId;
import eu.paravent.client.SignInException;
import eu.paravent.client.backup.Backup;
import eu.paravent.client.backup.BackupException;
import eu.paravent.client.backup.RecoveryKey;
import eu.paravent.client.event.ChatEvent.SecurityAlert;
import eu.paravent.client.identity.Verification;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.message.Picture;
import eu.paravent.client.message.Poll;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.testkit.TestClock;
import eu.paravent.testkit.fault.FaultyTransport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Alice loses her only device, and has a backup. */
@Timeout(120)
class BackupTest {
  private static final Duration SOON = Duration.ofSeconds(40);
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2};
  private static final BusinessReference ORDER = BusinessReference.of("sales-order", "SO-4711");
  private final TestClock clock = TestClock.at(Instant.now());
  private final Acme acme = new Acme(clock);
  private final RecoveryKey key = RecoveryKey.generate(new SecureRandom());
  private final ByteArrayOutputStream file = new ByteArrayOutputStream();
  @TempDir Path folder;
  private ChatClient bob;
  private Conversation his;
  private String lost;
  private Backup written;

  @BeforeEach
  void lose() {
    FaultyTransport line = acme.faulty();
    ChatClient alice =
        Acme.online("Alice", acme.open("Alice", Acme.at(folder.resolve("old")), line, clock));
    bob = acme.online("Bob", clock);
    Conversation hers =
        alice
            .conversations()
            .create(ConversationSpec.about(ORDER).title("Order").participants(bob.self()));
    his = Acme.joined(bob, hers.id());
    his.send(MessageContent.text("a question")).awaitAccepted(SOON);
    Acme.awaitText(hers, "a question");
    Message question = hers.messages(1).get(0);
    hers.reply(question.id(), MessageContent.text("an answer")).awaitAccepted(SOON);
    hers.react(question.id(), "👍");
    Acme.await("the reaction", () -> !hers.messages(2).get(1).reactions().isEmpty());
    his.pin(question.id()).awaitAccepted(SOON);
    MessageId poll = his.send(Poll.single("Colour?", "White", "Grey")).id();
    Acme.await("the poll", () -> hers.message(poll).isPresent());
    hers.vote(poll, Set.of(1)).awaitAccepted(SOON);
    hers.changePicture(Picture.of(PNG));
    hers.mute(clock.instant().plus(Duration.ofDays(3)));
    hers.send(MessageContent.text("seen?")).awaitAccepted(SOON);
    hers.archive();
    Acme.await("Bob's name", () -> names(hers).contains("Bob"));
    alice
        .trust()
        .verified(hers.id(), bob.self(), alice.trust().safetyNumber(hers.id(), bob.self()));
    lost = alice.devices().own().get(0).uri();
    line.goAway();
    hers.send(MessageContent.text("never sent"));
    written = alice.backup(key, file);
    alice.close();
  }

  @AfterEach
  void close() {
    acme.close();
  }

  @Test
  void whatWasSaidIsBackAndTheNewDeviceJoinsAgainWithNewKeys() {
    EncryptedStore store = Acme.at(folder.resolve("new"));
    RecoveryKey typed = RecoveryKey.parse(key.insecureText().toLowerCase(java.util.Locale.ROOT));

    Backup restored = Backup.restore(new ByteArrayInputStream(file.toByteArray()), typed, store);

    assertThat(restored).isEqualTo(written);
    assertThat(restored.conversations()).isEqualTo(1);
    ChatClient alice = acme.online("Alice", store, clock);
    Conversation hers = alice.conversations().about(ORDER).get(0);
    assertThat(hers.title()).isEqualTo("Order");
    assertThat(hers.state()).isEqualTo(Conversation.State.ENDED);
    assertThat(Acme.texts(hers)).containsExactly("a question", "an answer", "seen?", "never sent");
    assertThat(hers.archived()).isTrue();
    assertThat(hers.muted()).isTrue();
    assertThat(hers.picture().orElseThrow().bytes()).isEqualTo(PNG);
    assertThat(hers.pinned())
        .extracting(Message::content)
        .contains(MessageContent.text("a question"));
    List<Message> messages = new ArrayList<>(hers.messages(10));
    Message poll = messages.remove(2);
    assertThat(poll.votes().orElseThrow().of(alice.self())).containsExactly(1);
    messages.remove(1);
    assertThat(messages.get(0).state()).isEqualTo(Message.State.FAILED);
    assertThat(messages.get(1).inReplyTo()).contains(messages.get(2).id());
    assertThat(messages.get(2).reactions()).hasSize(1);
    assertThat(names(hers)).contains("Bob");
    assertThat(alice.trust().of(bob.self())).isEqualTo(Verification.VERIFIED);
    assertThat(alice.devices().own().get(0).uri()).isNotEqualTo(lost);

    // looks at once, where it would within the hour
    assertThat(bob.devices().of(alice.self())).hasSize(2);
    Acme.await(
        "Bob's client to add the new device", () -> hers.state() == Conversation.State.ACTIVE);
    assertThat(NewDeviceTest.devices(his, alice.self())).isEqualTo(2);
    hers.send(MessageContent.text("here again")).awaitAccepted(SOON);
    Acme.awaitText(his, "here again");
    his.send(MessageContent.text("welcome back")).awaitAccepted(SOON);
    Acme.awaitText(hers, "welcome back");
    assertThat(Acme.texts(his)).doesNotContain("never sent");
    assertThat(alice.trust().of(bob.self())).isEqualTo(Verification.VERIFIED);
    assertThat(Acme.events(alice, SecurityAlert.class)).isEmpty();
    assertThat(Acme.events(bob, SecurityAlert.class)).isEmpty();
  }

  @Test
  void anotherKeyADamagedFileOrHalfOfItRestoresNothing() {
    byte[] whole = file.toByteArray();
    RecoveryKey other = RecoveryKey.generate(new SecureRandom());
    assertRefused(whole, other);
    assertRefused(Arrays.copyOf(whole, whole.length - 1), key);
    assertRefused(new byte[0], key);
    assertRefused("not a backup at all, but long enough".getBytes(StandardCharsets.UTF_8), key);
    // magic, version, cost of the key, length of the frame, content, tag
    for (int place : new int[] {0, 4, 22, 30, whole.length / 2, whole.length - 1}) {
      byte[] damaged = whole.clone();
      damaged[place] ^= 1;
      assertRefused(damaged, key);
    }
    assertThat(new String(whole, StandardCharsets.ISO_8859_1)).doesNotContain("a question");
  }

  private void assertRefused(byte[] bytes, RecoveryKey with) {
    EncryptedStore store = Acme.at(folder.resolve("refused"));
    assertThatThrownBy(() -> Backup.restore(new ByteArrayInputStream(bytes), with, store))
        .isInstanceOf(BackupException.class);
  }

  @Test
  void aRefusedRestoreLeavesTheStoreNewAndAUsedStoreIsNotOverwritten() {
    EncryptedStore store = Acme.at(folder.resolve("refused"));
    byte[] cut = Arrays.copyOf(file.toByteArray(), file.size() - 1);
    assertThatThrownBy(() -> Backup.restore(new ByteArrayInputStream(cut), key, store))
        .isInstanceOf(BackupException.class);

    Backup.restore(new ByteArrayInputStream(file.toByteArray()), key, store);

    assertThatThrownBy(
            () -> Backup.restore(new ByteArrayInputStream(file.toByteArray()), key, store))
        .isInstanceOf(IllegalStateException.class);
    ChatClient mallory = acme.open("Mallory", store, acme.server.transport(), clock);
    Acme.await(
        "the other person to be refused",
        () -> mallory.connection().problem().filter(SignInException.class::isInstance).isPresent());
  }

  @Test
  void aDiskThatIsFullIsSaid() {
    ChatClient carol = acme.online("Carol", clock);
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int octet) throws IOException {
            throw new IOException("No space left on device");
          }
        };

    assertThatThrownBy(() -> carol.backup(key, full))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("cannot be written");
  }

  @Test
  void aMistypedRecoveryKeyIsNoticedBeforeAnythingIsTried() {
    String text = key.insecureText();
    assertThat(text).matches("([0-9A-Z]{4}-){8}[0-9A-Z]{4}").doesNotContain("O", "I", "L", "U");
    assertThat(RecoveryKey.parse(text.replace("-", " ")).insecureBytes())
        .isEqualTo(key.insecureBytes());
    assertThat(key.toString()).doesNotContain(text.substring(0, 4));
    char first = text.charAt(0);
    String mistyped = (first == '7' ? '8' : '7') + text.substring(1);
    assertThatThrownBy(() -> RecoveryKey.parse(mistyped))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("checksum")
        .hasMessageNotContaining(text.substring(1, 9));
    assertThatThrownBy(() -> RecoveryKey.parse(text.substring(5)))
        .hasMessageContaining("nine groups");
    assertThatThrownBy(() -> RecoveryKey.parse(text.replace(text.charAt(0), '!')))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<String> names(Conversation conversation) {
    return conversation.participants().stream().map(one -> one.displayName()).toList();
  }
}
