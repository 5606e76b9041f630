package eu.paravent.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.protocol.Json;
import eu.paravent.protocol.delivery.LogEntry;
import eu.paravent.protocol.delivery.LogPage;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PageOfLogTest {
  private static byte[] page(long head, long... sequences) {
    List<LogEntry> entries =
        LongStream.of(sequences)
            .mapToObj(
                sequence ->
                    new LogEntry(
                        sequence,
                        LogEntry.APPLICATION,
                        3,
                        new byte[(int) sequence * 7],
                        Instant.EPOCH))
            .toList();
    return Json.write(new LogPage(entries, head));
  }

  @Test
  void readsWhatTheServerWrites() {
    assertThat(PageOfLog.read(page(40, 8, 9, 10), 7)).isEqualTo(new PageOfLog(10, 40));
    assertThat(PageOfLog.read(page(7), 7)).isEqualTo(new PageOfLog(7, 7));
  }

  @Test
  void noticesWhatIsMissingOrDoubledAndWhatIsNoPage() {
    for (byte[] wrong :
        List.of(
            page(40, 8, 10),
            page(40, 8, 8),
            page(40, 9),
            "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8))) {
      assertThatThrownBy(() -> PageOfLog.read(wrong, 7)).isInstanceOf(IllegalStateException.class);
    }
  }
}
