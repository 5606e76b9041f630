package eu.paravent.client.spi;

import eu.paravent.client.internal.delivery.JdkTransport;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * How requests reach the server: HTTP and WebSocket of the JDK by default, an in-memory server in
 * tests, a host's own HTTP client where company rules ask for one. Knows nothing of what it
 * carries. Thread-safe.
 */
public interface Transport extends AutoCloseable {
  /**
   * HTTP and WebSocket of the JDK, as where no transport is named: for hosts that do something
   * before and after it.
   *
   * @param server the server's base address
   */
  static Transport http(URI server) {
    return new JdkTransport(server);
  }

  /**
   * Sends one request and waits for the answer, whatever its status.
   *
   * @throws IOException if no answer came; whether the server acted is then unknown
   */
  Response exchange(Request request) throws IOException, InterruptedException;

  /**
   * Opens the push channel (WebSocket text frames) at this path. Calls of the listener come one at
   * a time, in order.
   *
   * @throws IOException if it cannot be opened
   */
  PushChannel push(String path, PushListener listener) throws IOException, InterruptedException;

  /** Ends open channels; no thread outlives it. */
  @Override
  void close();

  /**
   * @param target path and query, percent-encoded, beginning with {@code /}
   * @param headers names in any case; may hold secrets
   */
  record Request(String method, String target, Map<String, String> headers, Optional<byte[]> body) {
    @Override
    public String toString() {
      return method + " " + target;
    }
  }

  /**
   * @param headers names in lower case
   */
  record Response(int status, Map<String, String> headers, byte[] body) {
    @Override
    public String toString() {
      return "Response[" + status + ", " + body.length + " bytes]";
    }
  }

  /** A connection that the server pushes on. */
  interface PushChannel extends AutoCloseable {
    /** Sends one text frame. */
    void send(String text) throws IOException;

    @Override
    void close();
  }

  /** Told what is pushed: one call after the other. */
  interface PushListener {
    /** One text frame, whole. */
    void onText(String text);

    /**
     * The last call: the channel is gone, by either side or by a fault. Code as in RFC 6455 §7.4,
     * 1006 for a fault.
     */
    void onClosed(int code, String reason);
  }
}
