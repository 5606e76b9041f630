package eu.paravent.testkit.internal;

import eu.paravent.client.spi.Transport.Request;
import eu.paravent.client.spi.Transport.Response;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.ServerVersions;
import java.util.Optional;
import java.util.regex.Pattern;

/** What stands above all versions, and what becomes of the versions that are not there. */
final class Versions {
  private static final Pattern OTHER =
      Pattern.compile(Pattern.quote(Paths.VERSIONS) + "/v(?!1(?:/|$))[0-9]+(?:/.*)?");

  private Versions() {}

  /** Empty for everything else. */
  static Optional<Response> answer(Request request) {
    String path = request.target().replaceFirst("\\?.*", "");
    if (path.equals(Paths.VERSIONS) && request.method().equals("GET")) {
      return Optional.of(Reply.json(200, ServerVersions.ofThisRelease()));
    }
    if (OTHER.matcher(path).matches()) {
      throw new Refusal(ProblemCode.VERSION_UNSUPPORTED, "This server speaks version 1.");
    }
    return Optional.empty();
  }
}
