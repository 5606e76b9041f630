package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.AppLock;
import eu.paravent.client.ChatClient;
import eu.paravent.client.ClientClosedException;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.spi.KeyWrapping;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.client.store.StoreException;
import eu.paravent.client.store.StoreKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An application asks for a code of its own before it shows anything, and again later. */
@Timeout(120)
class AppLockTest {
  private static final String SECRET = "The offer is 12,480 euros";

  private final Acme acme = new Acme();
  private final AtomicReference<String> code = new AtomicReference<>("2580");
  private final List<StoreKey> given = new ArrayList<>();
  @TempDir Path folder;

  @AfterEach
  void close() {
    acme.close();
  }

  private AppLock locked() {
    return AppLock.of(
        () -> {
          KeyWrapping wrapping =
              KeyWrapping.pkcs12(folder.resolve("code.p12"), code.get().toCharArray());
          StoreKey key = StoreKey.wrapped(folder.resolve("store.key"), wrapping);
          given.add(key);
          return key;
        },
        key ->
            acme.open(
                "Alice", EncryptedStore.at(folder.resolve("store"), key), acme.server.transport()));
  }

  @Test
  void isOpenOnlyWithTheCodeAndGoesOnWhereItWas() throws IOException {
    ChatClient bob = acme.online("Bob");
    try (AppLock lock = locked()) {
      assertThat(lock.unlocked()).isEmpty();
      ChatClient alice = Acme.online("Alice", lock.unlock());
      assertThat(lock.unlock()).isSameAs(alice);
      assertThat(lock.unlocked()).containsSame(alice);
      Conversation hers =
          alice.conversations().create(ConversationSpec.titled("Offer").participants(bob.self()));
      Conversation bobs = Acme.joined(bob, hers.id());
      hers.send(MessageContent.text(SECRET));
      Acme.awaitText(bobs, SECRET);

      lock.lock();
      lock.lock();
      bobs.send(MessageContent.text("Too much"));

      assertThat(lock.unlocked()).isEmpty();
      assertThatThrownBy(() -> hers.messages(10)).isInstanceOf(ClientClosedException.class);
      assertThatThrownBy(() -> alice.conversations().list())
          .isInstanceOf(ClientClosedException.class);
      assertThat(given).allSatisfy(AppLockTest::wiped);
      assertThat(onDisk()).noneMatch(file -> file.contains(SECRET));
      code.set("0000");
      assertThatThrownBy(lock::unlock)
          .isInstanceOf(StoreException.class)
          .hasMessageNotContaining("0000");
      assertThat(lock.unlocked()).isEmpty();
      code.set("2580");
      Conversation again = Acme.joined(lock.unlock(), hers.id());
      Acme.awaitText(again, "Too much");
      assertThat(Acme.texts(again)).containsExactly(SECRET, "Too much");
    }
    assertThat(given).hasSize(2).allSatisfy(AppLockTest::wiped);
  }

  private static void wiped(StoreKey key) {
    assertThatThrownBy(key::insecureBytes).isInstanceOf(IllegalStateException.class);
  }

  private List<String> onDisk() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<String> contents = new ArrayList<>();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.add(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
      return contents;
    }
  }
}
