package eu.paravent.client.internal.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.store.EncryptedStore;
import eu.paravent.client.store.StoreKey;
import eu.paravent.client.store.WrongStoreKeyException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every kind of store keeps. */
interface StoreContract {
  byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);

  /** The store of this test, the same at every call. */
  EncryptedStore store(StoreKey key);

  /** Whether it is still there after it was closed. */
  default boolean durable() {
    return true;
  }

  private LocalStore open() {
    return StoreOpener.open(store(StoreKey.copyOf(KEY)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  @Test
  default void whatWasPutIsThereUntilItIsDeleted() {
    try (LocalStore store = open()) {
      store.write(
          tx -> {
            tx.put("space", "a/b", bytes("one"));
            tx.put("space", "a/b", bytes("two"));
            tx.put("other", "a/b", bytes("elsewhere"));
            return 0;
          });

      assertThat(store.<byte[]>read(tx -> tx.get("space", "a/b").orElseThrow()))
          .isEqualTo(bytes("two"));
      store.write(
          tx -> {
            tx.delete("space", "a/b");
            return 0;
          });
      assertThat(store.<Boolean>read(tx -> tx.get("space", "a/b").isEmpty())).isTrue();
      assertThat(store.<Boolean>read(tx -> tx.get("other", "a/b").isPresent())).isTrue();
    }
  }

  @Test
  default void aScanFindsExactlyWhatBeginsWithThePrefix() {
    try (LocalStore store = open()) {
      List<String> keys =
          List.of(
              "g/1/head",
              "g/1/e/0/public",
              "g/1/e/0/s/1",
              "g/1/e/00/s",
              "g/2/head",
              "x",
              "g",
              "ga/b/c");
      store.write(
          tx -> {
            keys.forEach(key -> tx.put("m", key, bytes(key)));
            tx.put("n", "g/1/other", bytes("no"));
            return 0;
          });

      for (String prefix :
          List.of("", "g/", "g/1/", "g/1/e/", "g/1/e/0/", "g/1/e/0/s/", "g/3/", "ga/")) {
        Map<String, byte[]> found = store.read(tx -> tx.scan("m", prefix));
        assertThat(found.keySet())
            .as(prefix)
            .containsExactlyInAnyOrderElementsOf(
                keys.stream().filter(k -> k.startsWith(prefix)).toList());
        found.forEach((key, value) -> assertThat(value).isEqualTo(bytes(key)));
      }
    }
  }

  @Test
  default void aLogHasNoGapsAndNeverUsesAPositionAgain() {
    try (LocalStore store = open()) {
      store.write(
          tx -> {
            assertThat(tx.append("s", bytes("1"))).isEqualTo(1);
            assertThat(tx.append("s", bytes("2"))).isEqualTo(2);
            assertThat(tx.append("t", bytes("1"))).isEqualTo(1);
            tx.replace("s", 1, bytes("one"));
            tx.remove("s", 2);
            assertThat(tx.append("s", bytes("3"))).isEqualTo(3);
            return 0;
          });

      assertThat(
              store.<List<Long>>read(
                  tx ->
                      tx.after("s", 0, 10).stream().map(StoreTransaction.Entry::position).toList()))
          .containsExactly(1L, 3L);
      assertThat(
              store.<List<Long>>read(
                  tx ->
                      tx.before("s", Long.MAX_VALUE, 1).stream()
                          .map(StoreTransaction.Entry::position)
                          .toList()))
          .containsExactly(3L);
      assertThat(store.<byte[]>read(tx -> tx.after("s", 0, 1).get(0).value()))
          .isEqualTo(bytes("one"));
      assertThat(store.<Long>read(tx -> tx.last("s"))).isEqualTo(3);
      assertThat(store.<Long>read(tx -> tx.last("never"))).isZero();
    }
  }

  @Test
  default void aLogCanLeaveAHoleAndFillIt() {
    try (LocalStore store = open()) {
      store.write(
          tx -> {
            tx.leap("new", 1L << 42);
            assertThat(tx.append("new", bytes("b"))).isEqualTo((1L << 42) + 1);
            tx.append("s", bytes("1"));
            tx.leap("s", 100);
            assertThat(tx.append("s", bytes("101"))).isEqualTo(101);
            tx.insert("s", 50, bytes("50"));
            tx.insert("s", 200, bytes("200"));
            assertThat(tx.append("s", bytes("201"))).isEqualTo(201);
            return 0;
          });

      assertThat(
              store.<List<Long>>read(
                  tx ->
                      tx.after("s", 0, 10).stream().map(StoreTransaction.Entry::position).toList()))
          .containsExactly(1L, 50L, 101L, 200L, 201L);
      assertThat(store.<byte[]>read(tx -> tx.before("s", 51, 1).get(0).value()))
          .isEqualTo(bytes("50"));
      assertThat(store.<Long>read(tx -> tx.last("new"))).isEqualTo((1L << 42) + 1);
      assertThatThrownBy(
              () ->
                  store.write(
                      tx -> {
                        tx.leap("s", 201);
                        return 0;
                      }))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  default void aTransactionThatThrowsChangesNothingAndTheNextOneWorks() {
    try (LocalStore store = open()) {
      store.write(tx -> tx.append("s", bytes("kept")));

      assertThatThrownBy(
              () ->
                  store.write(
                      tx -> {
                        tx.put("m", "k", bytes("lost"));
                        tx.append("s", bytes("lost"));
                        throw new IllegalArgumentException("no");
                      }))
          .isInstanceOf(IllegalArgumentException.class);

      assertThat(store.<Boolean>read(tx -> tx.get("m", "k").isEmpty() && tx.last("s") == 1))
          .isTrue();
      assertThat(store.<Long>write(tx -> tx.append("s", bytes("after")))).isEqualTo(2);
    }
  }

  @Test
  default void misuseIsToldApart() {
    try (LocalStore store = open()) {
      assertThatThrownBy(() -> store.write(tx -> store.write(inner -> 0)))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> store.read(tx -> tx.append("s", bytes("x"))))
          .isInstanceOf(IllegalStateException.class);
      StoreTransaction[] leaked = new StoreTransaction[1];
      store.read(
          tx -> {
            leaked[0] = tx;
            return 0;
          });
      assertThatThrownBy(() -> leaked[0].get("m", "k")).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  default void everythingIsThereAfterItWasClosedAndOpened() {
    if (!durable()) {
      return;
    }
    try (LocalStore store = open()) {
      store.write(
          tx -> {
            tx.put("m", "k", bytes("v"));
            return tx.append("s", bytes("e"));
          });
    }

    try (LocalStore store = open()) {
      assertThat(store.<byte[]>read(tx -> tx.get("m", "k").orElseThrow())).isEqualTo(bytes("v"));
      assertThat(store.<Long>write(tx -> tx.append("s", bytes("f")))).isEqualTo(2);
    }
  }

  @Test
  default void anotherKeyIsRefusedAndHarmsNothing() {
    if (!durable()) {
      return;
    }
    try (LocalStore store = open()) {
      store.write(tx -> tx.append("s", bytes("e")));
    }

    assertThatThrownBy(() -> StoreOpener.open(store(StoreKey.copyOf(new byte[StoreKey.LENGTH]))))
        .isInstanceOf(WrongStoreKeyException.class);

    try (LocalStore store = open()) {
      assertThat(store.<Long>read(tx -> tx.last("s"))).isEqualTo(1);
    }
  }

  @Test
  default void writersTakeTurnsWhileReadersRead() throws Exception {
    int threads = 4;
    int each = 50;
    ExecutorService pool = Executors.newFixedThreadPool(threads * 2);
    try (LocalStore store = open()) {
      List<Future<?>> work = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        work.add(
            pool.submit(
                () -> {
                  for (int i = 0; i < each; i++) {
                    store.write(
                        tx -> {
                          long n = tx.append("s", bytes("e"));
                          tx.put("m", "count", bytes(Long.toString(n)));
                          return n;
                        });
                  }
                }));
        work.add(
            pool.submit(
                () -> {
                  for (int i = 0; i < each; i++) {
                    boolean consistent =
                        store.read(
                            tx ->
                                tx.get("m", "count")
                                        .map(v -> Long.parseLong(new String(v, UTF_8)))
                                        .orElse(0L)
                                    == tx.last("s"));
                    assertThat(consistent).isTrue();
                  }
                }));
      }
      for (Future<?> one : work) {
        one.get();
      }
      assertThat(store.<Long>read(tx -> tx.last("s"))).isEqualTo((long) threads * each);
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  default void aRandomWalkEndsWhereTheModelEnds() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Map<String, byte[]> map = new TreeMap<>();
    TreeMap<Long, byte[]> log = new TreeMap<>();
    long last = 0;
    try (LocalStore store = open()) {
      for (int step = 0; step < 300; step++) {
        boolean fails = random.nextInt(5) == 0;
        Map<String, byte[]> mapBefore = new HashMap<>(map);
        TreeMap<Long, byte[]> logBefore = new TreeMap<>(log);
        long lastBefore = last;
        String key = "k/" + random.nextInt(4) + "/" + random.nextInt(4);
        byte[] value = new byte[random.nextInt(300)];
        random.nextBytes(value);
        int action = random.nextInt(4);
        long position =
            log.isEmpty() ? 0 : new ArrayList<>(log.keySet()).get(random.nextInt(log.size()));
        if (action == 0) {
          map.put(key, value);
        } else if (action == 1) {
          map.remove(key);
        } else if (action == 2) {
          log.put(++last, value);
        } else if (position > 0) {
          log.put(position, value);
        }
        try {
          store.write(
              tx -> {
                switch (action) {
                  case 0 -> tx.put("m", key, value);
                  case 1 -> tx.delete("m", key);
                  case 2 -> tx.append("s", value);
                  default -> {
                    if (position > 0) {
                      tx.replace("s", position, value);
                    }
                  }
                }
                if (fails) {
                  throw new IllegalArgumentException("taken back");
                }
                return 0;
              });
        } catch (IllegalArgumentException e) {
          map = new TreeMap<>(mapBefore);
          log = logBefore;
          last = lastBefore;
        }
      }
      Map<String, byte[]> found = store.read(tx -> tx.scan("m", ""));
      assertThat(found).as("seed %d", seed).usingRecursiveComparison().isEqualTo(map);
      TreeMap<Long, byte[]> entries = new TreeMap<>();
      store
          .<List<StoreTransaction.Entry>>read(tx -> tx.after("s", 0, 1000))
          .forEach(e -> entries.put(e.position(), e.value()));
      assertThat(entries).as("seed %d", seed).usingRecursiveComparison().isEqualTo(log);
    }
  }
}
