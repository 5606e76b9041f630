package eu.paravent.server.nodes.control;

import eu.paravent.protocol.Base64Url;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one node tells the others, one line each: ids and numbers, and signals, which are
 * ciphertext. What a node does not understand it passes over, so that nodes of two releases run
 * side by side.
 */
sealed interface News {
  /** A log has a new entry. */
  record Grown(String groupId, long sequence, boolean commit) implements News {}

  /** Of the moment, for the members that are connected. */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Signal(String groupId, String sender, byte[] message) implements News {}

  /** A device made a group. */
  record Founded(String groupId, String deviceId) implements News {}

  /** A session is over. */
  record Ended(String tokenHash) implements News {}

  default String line() {
    if (this instanceof Grown grown) {
      return (grown.commit ? "commit " : "entry ") + grown.groupId + " " + grown.sequence;
    } else if (this instanceof Signal signal) {
      return "signal "
          + signal.groupId
          + " "
          + signal.sender
          + " "
          + Base64Url.encode(signal.message);
    } else if (this instanceof Founded founded) {
      return "founded " + founded.groupId + " " + founded.deviceId;
    } else if (this instanceof Ended ended) {
      return "ended " + ended.tokenHash;
    }
    throw new IllegalStateException("News of no known kind");
  }

  /** Empty for what this release does not know. */
  static Optional<News> of(String line) {
    String[] words = line.split(" ", -1);
    try {
      return switch (words[0] + "/" + words.length) {
        case "entry/3" -> Optional.of(new Grown(words[1], Long.parseLong(words[2]), false));
        case "commit/3" -> Optional.of(new Grown(words[1], Long.parseLong(words[2]), true));
        case "signal/4" -> Optional.of(new Signal(words[1], words[2], Base64Url.decode(words[3])));
        case "founded/3" -> Optional.of(new Founded(words[1], words[2]));
        case "ended/2" -> Optional.of(new Ended(words[1]));
        default -> Optional.empty();
      };
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * Puts many of them into few payloads, in order.
   *
   * @param node who tells it; the first line of each payload
   * @param most characters of one payload; what is too long alone is left out
   */
  static List<String> pack(String node, List<News> news, int most) {
    List<String> payloads = new ArrayList<>();
    StringBuilder payload = new StringBuilder(node);
    for (News each : news) {
      String line = each.line();
      if (payload.length() + 1 + line.length() > most && payload.length() > node.length()) {
        payloads.add(payload.toString());
        payload.setLength(node.length());
      }
      if (payload.length() + 1 + line.length() <= most) {
        payload.append('\n').append(line);
      }
    }
    if (payload.length() > node.length()) {
      payloads.add(payload.toString());
    }
    return payloads;
  }

  /** What is in a payload of another node. */
  static List<News> unpack(String node, String payload) {
    String[] lines = payload.split("\n", -1);
    List<News> news = new ArrayList<>();
    if (!lines[0].equals(node)) {
      for (int i = 1; i < lines.length; i++) {
        of(lines[i]).ifPresent(news::add);
      }
    }
    return news;
  }
}
