package eu.paravent.load;

import eu.paravent.protocol.Headers;
import eu.paravent.protocol.Paths;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Reads as one device. Not thread-safe. */
final class Asking extends HttpConnection {
  private final String rest;

  Asking(URI server, String token) {
    super(server);
    rest =
        " HTTP/1.1\r\nHost: "
            + server.getAuthority()
            + "\r\nAuthorization: Bearer "
            + token
            + "\r\nAccept: "
            + Headers.JSON
            + "\r\n\r\n";
  }

  byte[] log(String groupId, long after, int limit) throws IOException {
    String target = Paths.fill(Paths.LOG, groupId) + "?after=" + after + "&limit=" + limit;
    return ask(("GET " + target + rest).getBytes(StandardCharsets.US_ASCII));
  }
}
