package eu.paravent.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a page of the log says, read without understanding more than is counted: the client is not
 * to cost more than the server.
 *
 * @param last number of its last entry
 * @param head number of the newest entry there is
 */
record PageOfLog(long last, long head) {
  private static final byte[] SEQUENCE = ascii("\"sequence\":"),
      HEAD = ascii("\"head\":"),
      MESSAGE = ascii("\"message\":\"");

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * @param after number of the entry before its first one
   * @throws IllegalStateException where numbers do not follow each other
   */
  static PageOfLog read(byte[] json, long after) {
    long last = after;
    long head = -1;
    for (int i = 0; i < json.length; i++) {
      if (json[i] != '"') {
        continue;
      }
      if (starts(json, i, SEQUENCE)) {
        long sequence = number(json, i + SEQUENCE.length);
        if (sequence != last + 1) {
          throw new IllegalStateException("Entry " + sequence + " came after " + last);
        }
        last = sequence;
      } else if (starts(json, i, HEAD)) {
        head = number(json, i + HEAD.length);
      } else if (starts(json, i, MESSAGE)) {
        i += MESSAGE.length;
        while (json[i] != '"') {
          i++;
        }
      }
    }
    if (head < 0) {
      throw new IllegalStateException(
          "No page of the log: "
              + new String(json, 0, Math.min(200, json.length), StandardCharsets.UTF_8));
    }
    return new PageOfLog(last, head);
  }

  private static long number(byte[] json, int at) {
    long number = 0;
    for (int i = at; json[i] >= '0' && json[i] <= '9'; i++) {
      number = number * 10 + json[i] - '0';
    }
    return number;
  }

  private static boolean starts(byte[] bytes, int at, byte[] what) {
    return at + what.length <= bytes.length
        && Arrays.equals(bytes, at, at + what.length, what, 0, what.length);
  }
}
