package eu.paravent.load;

import eu.paravent.protocol.Base64Url;
import eu.paravent.protocol.Headers;
import eu.paravent.protocol.Json;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.delivery.Accepted;
import eu.paravent.protocol.delivery.MessageSubmission;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Posts messages on one connection, one after the other. Not thread-safe. */
final class Sender extends HttpConnection implements Poster {
  private final String head;
  private final List<byte[]> messages;

  Sender(URI server, String token, String groupId, List<byte[]> messages) {
    super(server);
    this.messages = messages;
    head =
        "POST "
            + Paths.fill(Paths.MESSAGES, groupId)
            + " HTTP/1.1\r\nHost: "
            + server.getAuthority()
            + "\r\nAuthorization: Bearer "
            + token
            + "\r\nContent-Type: "
            + Headers.JSON
            + "\r\nAccept: "
            + Headers.JSON
            + "\r\n";
  }

  static String newKey() {
    UUID random = UUID.randomUUID();
    return Base64Url.encode(
        ByteBuffer.allocate(16)
            .putLong(random.getMostSignificantBits())
            .putLong(random.getLeastSignificantBits())
            .array());
  }

  @Override
  public long post(int index) throws IOException {
    return send(messages.get(index % messages.size()), newKey()).sequence();
  }

  /** Returns once the server has answered that it keeps it. */
  Accepted send(byte[] message, String key) throws IOException {
    byte[] body = Json.write(new MessageSubmission(message));
    byte[] start =
        (head
                + Headers.IDEMPOTENCY_KEY
                + ": "
                + key
                + "\r\nContent-Length: "
                + body.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] all = new byte[start.length + body.length];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(body, 0, all, start.length, body.length);
    return Json.read(Accepted.class, ask(all));
  }
}
