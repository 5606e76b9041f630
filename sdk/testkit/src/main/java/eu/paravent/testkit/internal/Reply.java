package eu.paravent.testkit.internal;

import eu.paravent.client.spi.Transport.Response;
import eu.paravent.protocol.Headers;
import eu.paravent.protocol.Json;
import eu.paravent.protocol.Problem;
import java.util.Map;
import java.util.Optional;

/** The few shapes that answers have. */
final class Reply {
  static final int NOT_MODIFIED = 304;

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

  static Response octets(byte[] octets) {
    return new Response(200, Map.of("content-type", Headers.OCTETS), octets.clone());
  }

  static Response empty() {
    return new Response(204, Map.of(), new byte[0]);
  }

  static Response problem(Problem problem) {
    return new Response(
        problem.status(), Map.of("content-type", Headers.PROBLEM_JSON), Json.write(problem));
  }
}
