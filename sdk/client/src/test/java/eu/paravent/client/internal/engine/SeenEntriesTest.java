package eu.paravent.client.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.client.ConversationId;
import eu.paravent.client.internal.engine.ConversationRow.Phase;
import eu.paravent.client.internal.store.LocalStore;
import eu.paravent.client.internal.store.StoreOpener;
import eu.paravent.client.internal.store.StoreTransaction;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.client.store.StoreKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SeenEntriesTest {
  private static final ConversationId ROOM = new ConversationId("A".repeat(22));
  private final LocalStore store =
      StoreOpener.open(EncryptedStore.inMemory(StoreKey.copyOf(new byte[StoreKey.LENGTH])));

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void theNewestAreFoundByPlaceAndByContentAndOldOnesAreForgotten() {
    long last = 3 * SeenEntries.REMEMBERED + 17;
    write(
        tx -> {
          for (long at = 1; at <= last; at++) {
            SeenEntries.remember(tx, ROOM, at, hash(at));
          }
        });

    for (long at = last - SeenEntries.REMEMBERED + 1; at <= last; at++) {
      assertThat(hashAt(at)).contains(hash(at));
      assertThat(placeOf(hash(at))).contains(at);
    }
    assertThat(placeOf(hash(last + 1))).isEmpty();
    assertThat(placeOf(hash(1))).isEmpty();
    assertThat(hashAt(1)).isEmpty();
    assertThat(hashAt(last + 1)).isEmpty();
    assertThat(store.<Integer>read(tx -> tx.scan("hash", "").size())).isLessThan(20);
    assertThat(store.<Integer>read(tx -> tx.scan("seen", "").size())).isEqualTo(1);
  }

  @Test
  void aHoleInTheLogConfusesNothing() {
    write(tx -> SeenEntries.remember(tx, ROOM, 5, hash(5)));
    write(tx -> SeenEntries.remember(tx, ROOM, 5 + SeenEntries.REMEMBERED * 7, hash(6)));

    assertThat(placeOf(hash(5))).isEmpty();
    assertThat(placeOf(hash(6))).contains(5L + SeenEntries.REMEMBERED * 7);
    assertThat(hashAt(6)).isEmpty();
  }

  /** A store of version 1 has two rows for each entry. */
  @Test
  void whatAnEarlierVersionRememberedIsRemembered() {
    write(
        tx -> {
          ConversationRow.fresh(ROOM, Phase.ACTIVE, 1, Instant.EPOCH).cursor(70).save(tx);
          for (long at = 2; at <= 70; at++) {
            tx.put("hash", ROOM + "/" + at, hash(at));
            tx.put("seen", ROOM + "/" + Hashes.text(hash(at)), new Row.Writer(1).number(at).done());
          }
        });
    assertThat(hashAt(70)).contains(hash(70));
    assertThat(placeOf(hash(2))).contains(2L);

    write(tx -> SeenEntries.remember(tx, ROOM, 71, hash(71)));

    for (long at = 2; at <= 71; at++) {
      assertThat(hashAt(at)).contains(hash(at));
      assertThat(placeOf(hash(at))).contains(at);
    }
    assertThat(store.<Integer>read(tx -> tx.scan("seen", "").size())).isEqualTo(1);
  }

  private void write(Consumer<StoreTransaction> work) {
    store.write(
        tx -> {
          work.accept(tx);
          return true;
        });
  }

  private Optional<byte[]> hashAt(long sequence) {
    return store.read(tx -> SeenEntries.hash(tx, ROOM, sequence));
  }

  private Optional<Long> placeOf(byte[] hash) {
    return store.read(tx -> SeenEntries.at(tx, ROOM, hash));
  }

  private static byte[] hash(long of) {
    return Hashes.sha256(String.valueOf(of).getBytes(StandardCharsets.UTF_8));
  }
}
