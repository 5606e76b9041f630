package eu.paravent.testkit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationId;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.spi.KeyWrapping;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.client.store.StoreException;
import eu.paravent.client.store.StoreInUseException;
import eu.paravent.client.store.StoreKey;
import eu.paravent.client.store.WrongStoreKeyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Function;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The key of a store is changed, and kept by somebody else. */
@Timeout(120)
class StoreKeyTest {
  private static final Duration SOON = Duration.ofSeconds(40);
  private final Acme acme = new Acme();
  @TempDir Path folder;

  @AfterEach
  void close() {
    acme.close();
  }

  @Test
  void aStoreInAFolderGoesOnUnderAnotherKeyAndNotUnderTheOneBefore() {
    changes(key -> EncryptedStore.at(folder.resolve("store"), key));
  }

  @Test
  void aStoreInTheHostsDatabaseToo() {
    JdbcDataSource database = new JdbcDataSource();
    database.setUrl("jdbc:h2:mem:keys;DB_CLOSE_DELAY=-1");
    changes(key -> EncryptedStore.on(database, "chat", key));
  }

  private void changes(Function<StoreKey, EncryptedStore> store) {
    ChatClient alice = acme.online("Alice", store.apply(key(1)), acme.server.transport());
    ConversationId id = alice.conversations().create(ConversationSpec.titled("x")).id();
    said(alice, id, "under the first");
    alice.close();

    store.apply(key(1)).changeKey(key(2));
    ChatClient second = acme.online("Alice", store.apply(key(2)), acme.server.transport());
    said(second, id, "under the second");
    second.close();
    store.apply(key(2)).changeKey(key(3));

    assertThatThrownBy(() -> acme.open("Alice", store.apply(key(1)), acme.server.transport()))
        .isInstanceOf(WrongStoreKeyException.class);
    assertThatThrownBy(() -> acme.open("Alice", store.apply(key(2)), acme.server.transport()))
        .isInstanceOf(WrongStoreKeyException.class);
    assertThatThrownBy(() -> store.apply(key(2)).changeKey(key(9)))
        .isInstanceOf(WrongStoreKeyException.class);
    ChatClient third = acme.online("Alice", store.apply(key(3)), acme.server.transport());
    Conversation hers = third.conversations().find(id).orElseThrow();
    assertThat(Acme.texts(hers)).containsExactly("under the first", "under the second");
    third.close();
  }

  @Test
  void aKeyInAFileIsMadeOnceForItsOwner() throws IOException {
    Path file = folder.resolve("keys/store.key");
    StoreKey made = StoreKey.inFile(file);

    assertThat(StoreKey.inFile(file)).isEqualTo(made).isNotEqualTo(key(0));
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
    byte[] longer = Arrays.copyOf(Files.readAllBytes(file), StoreKey.LENGTH + 1);
    Files.write(file, longer);
    assertThatThrownBy(() -> StoreKey.inFile(file)).isInstanceOf(StoreException.class);
    assertThat(Files.readAllBytes(file)).isEqualTo(longer);
  }

  @Test
  void aStoreThatIsOpenKeepsItsKey() {
    EncryptedStore store = EncryptedStore.at(folder.resolve("store"), key(1));
    ChatClient alice = acme.online("Alice", store, acme.server.transport());

    assertThatThrownBy(() -> store.changeKey(key(2))).isInstanceOf(StoreInUseException.class);

    alice.close();
    acme.online("Alice", store, acme.server.transport()).close();
  }

  @Test
  void theKeyLiesWrappedByATokenThatDoesNotGiveItsOwnKeyOut() throws IOException {
    Token token = new Token((byte) 0x5a);
    Path file = folder.resolve("store.key");
    StoreKey made = StoreKey.wrapped(file, token);

    assertThat(StoreKey.wrapped(file, token)).isEqualTo(made);
    assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
        .doesNotContain(new String(made.insecureBytes(), StandardCharsets.ISO_8859_1));
    token.away = true;
    assertThatThrownBy(() -> StoreKey.wrapped(file, token)).isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> StoreKey.wrapped(folder.resolve("other"), token))
        .isInstanceOf(StoreException.class);
    assertThat(folder.resolve("other")).doesNotExist();
    token.away = false;
    Token next = new Token((byte) 0x33);
    StoreKey.rewrap(file, token, next);
    assertThat(StoreKey.wrapped(file, next)).isEqualTo(made);
    assertThatThrownBy(() -> StoreKey.rewrap(file, token, next)).isInstanceOf(StoreException.class);
    Files.write(file, new byte[] {1, 2, 3});
    assertThatThrownBy(() -> StoreKey.wrapped(file, next)).isInstanceOf(StoreException.class);
  }

  @Test
  void aKeyFileOfThePlatformWrapsIt() throws IOException {
    Path keys = folder.resolve("keys.p12");
    Path file = folder.resolve("store.key");
    char[] password = "correct horse".toCharArray();
    StoreKey made = StoreKey.wrapped(file, KeyWrapping.pkcs12(keys, password));

    assertThat(StoreKey.wrapped(file, KeyWrapping.pkcs12(keys, password))).isEqualTo(made);

    assertThatThrownBy(() -> KeyWrapping.pkcs12(keys, "wrong".toCharArray()))
        .isInstanceOf(StoreException.class)
        .hasMessageNotContaining("wrong horse");
    KeyWrapping other = KeyWrapping.pkcs12(folder.resolve("other.p12"), password);
    assertThatThrownBy(() -> StoreKey.wrapped(file, other)).isInstanceOf(StoreException.class);
    byte[] damaged = Files.readAllBytes(file);
    damaged[damaged.length - 1] ^= 1;
    Files.write(file, damaged);
    assertThatThrownBy(() -> StoreKey.wrapped(file, KeyWrapping.pkcs12(keys, password)))
        .isInstanceOf(StoreException.class);
  }

  private static StoreKey key(int filledWith) {
    byte[] bytes = new byte[StoreKey.LENGTH];
    Arrays.fill(bytes, (byte) filledWith);
    return StoreKey.copyOf(bytes);
  }

  private static void said(ChatClient client, ConversationId id, String text) {
    client
        .conversations()
        .find(id)
        .orElseThrow()
        .send(MessageContent.text(text))
        .awaitAccepted(SOON);
  }

  /** Stands for a token or a key service: its key does not come out, and it may be away. */
  private static final class Token implements KeyWrapping {
    private final byte secret;
    boolean away;

    Token(byte secret) {
      this.secret = secret;
    }

    @Override
    public byte[] wrap(byte[] key) {
      reachable();
      byte[] wrapped = turned(Arrays.copyOf(key, key.length + 1));
      wrapped[key.length] = (byte) (secret + 1);
      return wrapped;
    }

    @Override
    public byte[] unwrap(byte[] wrapped) {
      reachable();
      if (wrapped[wrapped.length - 1] != (byte) (secret + 1)) {
        throw new IllegalStateException("CKR_ENCRYPTED_DATA_INVALID");
      }
      return turned(Arrays.copyOf(wrapped, wrapped.length - 1));
    }

    private byte[] turned(byte[] bytes) {
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] ^= secret;
      }
      return bytes;
    }

    private void reachable() {
      if (away) {
        throw new IllegalStateException("The token was pulled out");
      }
    }
  }
}
