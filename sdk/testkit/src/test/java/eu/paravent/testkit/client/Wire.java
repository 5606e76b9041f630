package eu.paravent.testkit.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import eu.paravent.client.spi.Transport.Request;
import eu.paravent.client.spi.Transport.Response;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How a request, its answer and pushed frames cross the socket between the two processes. */
final class Wire {
  static final int EXCHANGE = 'E', PUSH = 'P';

  private Wire() {}

  static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
    out.flush();
  }

  static byte[] bytes(DataInputStream in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }

  static void text(DataOutputStream out, String text) throws IOException {
    bytes(out, text.getBytes(UTF_8));
  }

  static String text(DataInputStream in) throws IOException {
    return new String(bytes(in), UTF_8);
  }

  static void request(DataOutputStream out, Request request) throws IOException {
    text(out, request.method());
    text(out, request.target());
    headers(out, request.headers());
    out.writeBoolean(request.body().isPresent());
    bytes(out, request.body().orElse(new byte[0]));
  }

  static Request request(DataInputStream in) throws IOException {
    String method = text(in);
    String target = text(in);
    Map<String, String> headers = headers(in);
    boolean hasBody = in.readBoolean();
    byte[] body = bytes(in);
    return new Request(method, target, headers, hasBody ? Optional.of(body) : Optional.empty());
  }

  static void response(DataOutputStream out, Response response) throws IOException {
    out.writeInt(response.status());
    headers(out, response.headers());
    bytes(out, response.body());
  }

  static Response response(DataInputStream in) throws IOException {
    return new Response(in.readInt(), headers(in), bytes(in));
  }

  private static void headers(DataOutputStream out, Map<String, String> headers)
      throws IOException {
    out.writeInt(headers.size());
    for (Map.Entry<String, String> header : headers.entrySet()) {
      text(out, header.getKey());
      text(out, header.getValue());
    }
  }

  private static Map<String, String> headers(DataInputStream in) throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      headers.put(text(in), text(in));
    }
    return Map.copyOf(headers);
  }
}
