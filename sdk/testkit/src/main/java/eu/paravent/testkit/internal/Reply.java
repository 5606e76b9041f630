package eu.paravent.testkit.internal;

import eu.paravent.client.spi.Transport.Response;
import eu.paravent.protocol.Headers;
import eu.paravent.protocol.Json;
import eu.paravent.protocol.Problem;
import eu.paravent.protocol.ProblemCode;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The few shapes that answers have. */
final class Reply {
  static final int NOT_MODIFIED = 304;
  private static final Pattern RANGE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

  private Reply() {}

  /** As {@link #json}, or nothing where this version is known already. */
  static Response versioned(String version, Optional<String> known, Record value) {
    String etag = '"' + version + '"';
    return known.filter(etag::equals).isPresent()
        ? new Response(NOT_MODIFIED, Map.of("etag", etag), new byte[0])
        : new Response(200, Map.of("content-type", Headers.JSON, "etag", etag), Json.write(value));
  }

  static Response json(int status, Record value) {
    return new Response(status, Map.of("content-type", Headers.JSON), Json.write(value));
  }

  /** All of it, or the one part that a range names (RFC 9110 §14.1.2). */
  static Response octets(byte[] octets, String range) {
    Matcher one = RANGE.matcher(range);
    if (!one.matches() || (one.group(1).isEmpty() && one.group(2).isEmpty())) {
      return new Response(200, Map.of("content-type", Headers.OCTETS), octets.clone());
    }
    boolean suffix = one.group(1).isEmpty();
    long end = one.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(one.group(2));
    long first = suffix ? Math.max(0, octets.length - end) : Long.parseLong(one.group(1));
    long last = suffix ? octets.length - 1 : Math.min(end, octets.length - 1);
    if (!suffix && end < first) {
      return octets(octets, "");
    }
    if (first >= octets.length) {
      throw new Refusal(
          ProblemCode.RANGE_NOT_SATISFIABLE, "The attachment has " + octets.length + " octets");
    }
    return new Response(
        206,
        Map.of(
            "content-type",
            Headers.OCTETS,
            "content-range",
            "bytes " + first + "-" + last + "/" + octets.length),
        Arrays.copyOfRange(octets, (int) first, (int) last + 1));
  }

  static Response empty() {
    return new Response(204, Map.of(), new byte[0]);
  }

  static Response problem(Problem problem) {
    return new Response(
        problem.status(), Map.of("content-type", Headers.PROBLEM_JSON), Json.write(problem));
  }
}
