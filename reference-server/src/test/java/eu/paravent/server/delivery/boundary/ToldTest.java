package eu.paravent.server.delivery.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.protocol.Json;
import eu.paravent.protocol.delivery.LogEntry;
import eu.paravent.protocol.delivery.PushFrame;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ToldTest {
  @Test
  void goesInOneFrameToWhoTakesSeveralAndOneByOneToOthers() {
    Told told = new Told("group", entries(3, 100));

    assertThat(sequences(told.frames(true))).containsExactly(List.of(1L, 2L, 3L));
    assertThat(sequences(told.frames(false)))
        .containsExactly(List.of(1L), List.of(2L), List.of(3L));
  }

  @Test
  void isWrittenOnceForAll() {
    Told told = new Told("group", entries(2, 100));

    assertThat(told.frames(true)).isSameAs(told.frames(true));
    assertThat(told.frames(false)).isSameAs(told.frames(false));
  }

  @Test
  void oneEntryIsTheSameForAll() {
    Told told = new Told("group", entries(1, 100));

    assertThat(told.frames(true)).isSameAs(told.frames(false));
    assertThat(read(told.frames(true).get(0)).type()).isEqualTo(PushFrame.ENTRY);
  }

  @Test
  void isSplitWhereAFrameWouldBecomeLarge() {
    Told told = new Told("group", entries(5, 30_000));

    assertThat(sequences(told.frames(true)))
        .containsExactly(List.of(1L, 2L), List.of(3L, 4L), List.of(5L));
  }

  private static List<LogEntry> entries(int count, int size) {
    return LongStream.rangeClosed(1, count)
        .mapToObj(
            sequence ->
                new LogEntry(sequence, LogEntry.APPLICATION, 0, new byte[size], Instant.EPOCH))
        .toList();
  }

  private static List<List<Long>> sequences(List<String> frames) {
    List<List<Long>> all = new ArrayList<>();
    for (String text : frames) {
      PushFrame frame = read(text);
      assertThat(frame.groupId()).contains("group");
      all.add(
          frame.type().equals(PushFrame.ENTRY)
              ? List.of(frame.entry().orElseThrow().sequence())
              : frame.entries().orElseThrow().stream().map(LogEntry::sequence).toList());
    }
    return all;
  }

  private static PushFrame read(String text) {
    return Json.read(PushFrame.class, text.getBytes(StandardCharsets.UTF_8));
  }
}
