package eu.paravent.load;

import eu.paravent.protocol.Json;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.delivery.PushFrame;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * A device on our push channel. Reads WebSocket frames (RFC 6455 §5.2) itself and looks at nothing
 * but the sequence numbers of entries, alone or several in a frame.
 */
final class PushRecipient extends Recipient {
  private static final int TEXT = 1, CLOSE = 8, PING = 9, PONG = 10;
  private static final byte[] SEQUENCE = "\"sequence\":".getBytes(StandardCharsets.US_ASCII),
      MESSAGE = "\"message\":\"".getBytes(StandardCharsets.US_ASCII);

  private boolean ready;

  private PushRecipient(SocketChannel channel) {
    super(channel);
  }

  static PushRecipient connect(URI server, String token) throws IOException {
    PushRecipient recipient = new PushRecipient(open(server));
    String upgrade =
        "GET "
            + Paths.PUSH
            + " HTTP/1.1\r\nHost: "
            + server.getAuthority()
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
            + "\r\nSec-WebSocket-Key: "
            + Base64.getEncoder().encodeToString(new byte[16])
            + "\r\n\r\n";
    recipient.write(upgrade.getBytes(StandardCharsets.US_ASCII));
    recipient.skipHead();
    recipient.send(TEXT, Json.write(PushFrame.hello(token)));
    while (!recipient.ready) {
      recipient.more();
      recipient.take();
    }
    recipient.channel().configureBlocking(false);
    return recipient;
  }

  private void skipHead() throws IOException {
    while (true) {
      more();
      String head = new String(bytes(), 0, buffer().position(), StandardCharsets.ISO_8859_1);
      int end = head.indexOf("\r\n\r\n");
      if (end >= 0) {
        if (!head.startsWith("HTTP/1.1 101")) {
          throw new IOException("No WebSocket: " + head.lines().findFirst().orElse(""));
        }
        drop(end + 4);
        return;
      }
    }
  }

  @Override
  void take() throws IOException {
    int taken = 0;
    for (int length = frame(taken); length > 0; length = frame(taken)) {
      taken += length;
    }
    if (taken > 0) {
      drop(taken);
    }
  }

  /** The length of the whole frame that begins there; 0 where it is not whole yet. */
  private int frame(int at) throws IOException {
    ByteBuffer read = buffer();
    int have = read.position() - at;
    if (have < 2) {
      return 0;
    }
    long length = read.get(at + 1) & 0x7f;
    int head = 2;
    if (length == 126) {
      head = 4;
      length = have < 4 ? 0 : read.getShort(at + 2) & 0xffff;
    } else if (length == 127) {
      head = 10;
      length = have < 10 ? 0 : read.getLong(at + 2);
    }
    if (have < head + length) {
      makeRoom(at + head + (int) length);
      return 0;
    }
    heard(read.get(at) & 0x0f, bytes(), at + head, (int) length);
    return head + (int) length;
  }

  private void heard(int opcode, byte[] bytes, int from, int length) throws IOException {
    if (opcode == TEXT) {
      text(bytes, from, from + length);
    } else if (opcode == PING) {
      send(PONG, Arrays.copyOfRange(bytes, from, from + length));
    } else if (opcode == CLOSE) {
      throw new EOFException(
          "The server closed a push connection: "
              + new String(bytes, from + 2, length - 2, StandardCharsets.UTF_8));
    }
  }

  private void text(byte[] bytes, int from, int end) {
    ready = true;
    long sequence = -1;
    int message = -1;
    int messageEnd = -1;
    for (int i = from; i < end; i++) {
      if (bytes[i] != '"') {
        continue;
      }
      if (starts(bytes, i, end, SEQUENCE)) {
        sequence = 0;
        for (int d = i + SEQUENCE.length; bytes[d] >= '0' && bytes[d] <= '9'; d++) {
          sequence = sequence * 10 + bytes[d] - '0';
        }
      } else if (starts(bytes, i, end, MESSAGE)) {
        message = i + MESSAGE.length;
        messageEnd = message;
        while (bytes[messageEnd] != '"') {
          messageEnd++;
        }
        i = messageEnd;
      }
      if (sequence >= 0 && message >= 0) {
        requireNext(sequence);
        note(sequence, bytes, message, messageEnd - message);
        sequence = -1;
        message = -1;
      }
    }
  }

  private static boolean starts(byte[] bytes, int at, int end, byte[] what) {
    return at + what.length <= end
        && Arrays.equals(bytes, at, at + what.length, what, 0, what.length);
  }

  private void send(int opcode, byte[] payload) throws IOException {
    // clients mask (RFC 6455 §5.3); a mask of zeros leaves it as it is
    ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
    frame.put((byte) (0x80 | opcode));
    if (payload.length < 126) {
      frame.put((byte) (0x80 | payload.length));
    } else {
      frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
    }
    frame.putInt(0).put(payload).flip();
    byte[] bytes = new byte[frame.remaining()];
    frame.get(bytes);
    write(bytes);
  }
}
