package eu.paravent.server.delivery.boundary;

import eu.paravent.protocol.Json;
import eu.paravent.protocol.delivery.LogEntry;
import eu.paravent.protocol.delivery.PushFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Entries of one group as they go to its followers, each put into words once for all of them: in
 * one frame for those who take several, one by one for the others. For one thread.
 */
final class Told {
  /** Larger ones go alone. */
  private static final int BYTES_MOST = 64 << 10;

  private final String groupId;
  private final List<LogEntry> entries;
  private @Nullable List<String> together;
  private @Nullable List<String> single;

  Told(String groupId, List<LogEntry> entries) {
    this.groupId = groupId;
    this.entries = entries;
  }

  List<String> frames(boolean several) {
    return several && entries.size() > 1 ? together() : single();
  }

  private List<String> single() {
    List<String> frames = single;
    if (frames == null) {
      frames = entries.stream().map(entry -> text(PushFrame.entry(groupId, entry))).toList();
      single = frames;
    }
    return frames;
  }

  private List<String> together() {
    List<String> frames = together;
    if (frames == null) {
      frames = new ArrayList<>();
      int from = 0;
      long bytes = 0;
      for (int i = 0; i < entries.size(); i++) {
        int size = entries.get(i).message().length;
        if (i > from && bytes + size > BYTES_MOST) {
          frames.add(text(from, i));
          from = i;
          bytes = 0;
        }
        bytes += size;
      }
      frames.add(text(from, entries.size()));
      together = frames;
    }
    return frames;
  }

  private String text(int from, int to) {
    return text(
        to - from == 1
            ? PushFrame.entry(groupId, entries.get(from))
            : PushFrame.entries(groupId, entries.subList(from, to)));
  }

  static String text(PushFrame frame) {
    return new String(Json.write(frame), StandardCharsets.UTF_8);
  }
}
