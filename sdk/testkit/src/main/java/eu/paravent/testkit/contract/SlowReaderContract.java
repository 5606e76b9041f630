package eu.paravent.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import eu.paravent.mls.MlsGroup;
import eu.paravent.protocol.Json;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.delivery.PushFrame;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/**
 * A device that is connected and does not read: the server keeps a bounded number of frames for it
 * and then lets go. For servers with real sockets.
 */
public abstract class SlowReaderContract extends ContractFixture {
  private static final int MESSAGES = 40, SIZE = 1 << 20;

  /** What the server may keep, and what the sockets on the way hold. */
  private static final long KEPT_MOST = 32L << 20;

  private static final int PATIENCE_MILLIS = 60_000;

  @Test
  void isCutOffAndNobodyElseNotices() throws Exception {
    Company acme = company();
    Party alice = party(acme, "alice", "alice-1");
    Party bob = party(acme, "bob", "bob-1");
    Party carol = party(acme, "carol", "carol-1");
    MlsGroup group = alice.createGroup();
    MlsGroup atBob = alice.add(group, bob);
    alice.add(group, carol);
    String text = "x".repeat(SIZE);
    try (Socket slow = connect(bob);
        Pushed fast = Pushed.open(carol.caller())) {
      for (int i = 0; i < MESSAGES; i++) {
        long sequence = alice.say(group, text).sequence();
        assertEquals(sequence, fast.next(PushFrame.ENTRY).entry().orElseThrow().sequence());
      }

      long arrived = drain(slow);

      assertTrue(arrived < KEPT_MOST, () -> arrived + " bytes waited for a slow reader");
    }
    // nothing is lost: it is in the log
    assertEquals(2 + MESSAGES, bob.askForLog(atBob, 2, 1).read(LOG).head());
  }

  private static final Class<eu.paravent.protocol.delivery.LogPage> LOG =
      eu.paravent.protocol.delivery.LogPage.class;

  /** Signed in, by hand, with as small a window as the system has. */
  private Socket connect(Party party) throws Exception {
    URI server = URI.create(server().baseUrl());
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
    socket
        .getOutputStream()
        .write(
            String.join(
                    "\r\n",
                    "GET " + Paths.PUSH + " HTTP/1.1",
                    "Host: " + server.getAuthority(),
                    "Upgrade: websocket",
                    "Connection: Upgrade",
                    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
                    "Sec-WebSocket-Version: 13",
                    "",
                    "")
                .getBytes(StandardCharsets.US_ASCII));
    assertTrue(readHead(socket.getInputStream()).startsWith("HTTP/1.1 101 "));
    byte[] hello = Json.write(PushFrame.hello(party.caller().token()));
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    // RFC 6455 §5.2: the last fragment of a text, masked, with a mask that changes nothing
    frame.write(0x81);
    assertTrue(hello.length < 126);
    frame.write(0x80 | hello.length);
    frame.write(new byte[4]);
    frame.write(hello);
    socket.getOutputStream().write(frame.toByteArray());
    assertEquals(0x81, socket.getInputStream().read());
    byte[] ready = socket.getInputStream().readNBytes(socket.getInputStream().read());
    assertEquals(PushFrame.READY, Json.read(PushFrame.class, ready).type());
    return socket;
  }

  private static String readHead(InputStream in) throws Exception {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      assertTrue(next >= 0, () -> "The server hung up: " + head);
      head.append((char) next);
    }
    return head.toString();
  }

  /** What comes until the server has hung up. */
  private static long drain(Socket socket) throws Exception {
    byte[] buffer = new byte[1 << 16];
    long count = 0;
    try {
      for (int read; (read = socket.getInputStream().read(buffer)) >= 0; ) {
        count += read;
      }
    } catch (java.net.SocketException e) {
      // hung up on without a word, which is fine as well
    }
    return count;
  }
}
