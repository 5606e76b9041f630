package eu.paravent.client.internal.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.client.store.EncryptedStore;
import eu.paravent.client.store.StoreKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process writes numbered transactions and says when each is done; it is killed (SIGKILL) in the
 * middle, several times on the same store. What it said is there, whole and once; at most one more
 * is there, whole too.
 */
class KillTest {
  private static final int ROUNDS = 5;

  @TempDir Path folder;

  @RepeatedTest(4)
  void whatWasAcknowledgedSurvivesSigkill(RepetitionInfo info) throws Exception {
    Random random = new Random(info.getCurrentRepetition());
    long acknowledged = 0;
    for (int round = 0; round < ROUNDS; round++) {
      acknowledged = Math.max(acknowledged, writeAndKill(20 + random.nextInt(200)));
      acknowledged = check(acknowledged);
    }
    assertThat(acknowledged).isGreaterThan(ROUNDS * 20L);
  }

  private long writeAndKill(int lines) throws Exception {
    Path said = Files.createTempFile(folder, "said", ".txt");
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-XX:TieredStopAtLevel=1",
                Writer.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(said.toFile())
            .start();
    try {
      while (Files.readString(said).lines().count() < lines) {
        assertThat(child.isAlive()).isTrue();
        Thread.sleep(1);
      }
    } finally {
      child.destroyForcibly().waitFor();
    }
    String all = Files.readString(said);
    String whole = all.substring(0, all.lastIndexOf('\n'));
    return Long.parseLong(whole.substring(whole.lastIndexOf('\n') + 1));
  }

  /** Answers how many transactions the store holds. */
  private long check(long acknowledged) {
    try (LocalStore store = StoreOpener.open(store(folder))) {
      return store.read(
          tx -> {
            long count = tx.last("one");
            assertThat(count).isBetween(acknowledged, acknowledged + 1);
            assertThat(tx.last("two")).isEqualTo(count);
            assertThat(number(tx.get("m", "count").orElseThrow())).isEqualTo(count);
            List<StoreTransaction.Entry> entries = tx.after("one", 0, Integer.MAX_VALUE);
            for (int i = 0; i < entries.size(); i++) {
              assertThat(entries.get(i).position()).isEqualTo(i + 1);
              assertThat(number(entries.get(i).value())).isEqualTo(i + 1);
            }
            assertThat(entries).hasSize((int) count);
            return count;
          });
    }
  }

  private static long number(byte[] value) {
    return Long.parseLong(new String(value, UTF_8));
  }

  private static EncryptedStore store(Path folder) {
    return EncryptedStore.at(folder.resolve("s"), StoreKey.copyOf(StoreContract.KEY));
  }

  /** The child process. */
  static final class Writer {
    public static void main(String[] arguments) {
      try (LocalStore store = StoreOpener.open(store(Path.of(arguments[0])))) {
        while (true) {
          long done =
              store.write(
                  tx -> {
                    long n = tx.last("one") + 1;
                    byte[] value = Long.toString(n).getBytes(UTF_8);
                    tx.append("one", value);
                    tx.put("m", "count", value);
                    tx.append("two", value);
                    return n;
                  });
          System.out.println(done);
        }
      }
    }
  }
}
