package eu.paravent.server.attachments.boundary;

import eu.paravent.protocol.ProblemCode;
import eu.paravent.server.problems.control.Refusal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One part of a blob (RFC 9110 §14.1.2).
 *
 * @param first and {@code last} included
 */
record ByteRange(long first, long last) {
  private static final Pattern ONE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

  /**
   * Empty where all of it is asked for: without the header, and where it says something that is not
   * one range, which is to be ignored.
   */
  static Optional<ByteRange> of(@Nullable String header, long size) {
    Matcher range = ONE.matcher(header == null ? "" : header.strip());
    if (!range.matches() || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
      return Optional.empty();
    }
    long first;
    long last;
    if (range.group(1).isEmpty()) {
      // the last so many octets
      long count = Math.min(Long.parseLong(range.group(2)), size);
      first = size - count;
      last = size - 1;
    } else {
      first = Long.parseLong(range.group(1));
      last =
          range.group(2).isEmpty() ? size - 1 : Math.min(Long.parseLong(range.group(2)), size - 1);
      if (!range.group(2).isEmpty() && Long.parseLong(range.group(2)) < first) {
        return Optional.empty();
      }
    }
    if (first >= size) {
      throw Refusal.of(
          ProblemCode.RANGE_NOT_SATISFIABLE, "The attachment has " + size + " octets.");
    }
    return Optional.of(new ByteRange(first, last));
  }

  long length() {
    return last - first + 1;
  }
}
