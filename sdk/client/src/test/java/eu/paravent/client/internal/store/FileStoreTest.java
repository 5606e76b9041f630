package eu.paravent.client.internal.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.store.EncryptedStore;
import eu.paravent.client.store.StoreDamagedException;
import eu.paravent.client.store.StoreInUseException;
import eu.paravent.client.store.StoreKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStoreTest implements StoreContract {
  @TempDir Path folder;

  @Override
  public EncryptedStore store(StoreKey key) {
    return EncryptedStore.at(folder.resolve("client"), key);
  }

  @Test
  void aSecondClientOnTheSameFolderIsRefused() {
    EncryptedStore store = store(StoreKey.copyOf(KEY));
    try (LocalStore first = StoreOpener.open(store)) {
      assertThatThrownBy(() -> StoreOpener.open(store)).isInstanceOf(StoreInUseException.class);
    }
    StoreOpener.open(store).close();
  }

  @Test
  void nothingReadableIsOnTheDisk() throws Exception {
    List<String> markers =
        List.of("MARKERSPACE", "MARKERKEY", "MARKERVALUE", "MARKERSTREAM", "MARKERENTRY");
    try (LocalStore store = StoreOpener.open(store(StoreKey.copyOf(KEY)))) {
      for (int i = 0; i < 50; i++) {
        int n = i;
        store.write(
            tx -> {
              tx.put(
                  markers.get(0),
                  markers.get(1) + "/" + n,
                  markers.get(2).repeat(20).getBytes(UTF_8));
              return tx.append(markers.get(3), markers.get(4).repeat(20).getBytes(UTF_8));
            });
      }
    }

    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String raw =
            new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(markers).as(file.toString()).noneMatch(raw::contains);
        assertThat(raw).doesNotContain(new String(KEY, UTF_8));
      }
    }
  }

  @Test
  void aValueMovedToAnotherPlaceDoesNotOpen() throws Exception {
    try (LocalStore store = StoreOpener.open(store(StoreKey.copyOf(KEY)))) {
      store.write(
          tx -> {
            tx.append("s", "first".getBytes(UTF_8));
            return tx.append("s", "second".getBytes(UTF_8));
          });
    }
    Database database = StoreFolder.open(folder.resolve("client"));
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "UPDATE paravent_log SET content = (SELECT content FROM paravent_log WHERE position = 2) WHERE position = 1");
    }
    database.release().run();

    try (LocalStore store = StoreOpener.open(store(StoreKey.copyOf(KEY)))) {
      assertThatThrownBy(() -> store.read(tx -> tx.after("s", 0, 10)))
          .isInstanceOf(StoreDamagedException.class)
          .hasMessageNotContaining("second");
    }
  }

  @Test
  void aWipedKeyOpensNothing() {
    StoreKey key = StoreKey.copyOf(KEY);
    EncryptedStore store = store(key);
    key.close();

    assertThatThrownBy(() -> StoreOpener.open(store)).isInstanceOf(IllegalStateException.class);
    assertThat(key.toString()).doesNotContain("0123");
    StoreOpener.open(store(StoreKey.copyOf(KEY))).close();
  }
}
