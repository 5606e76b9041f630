package eu.paravent.load;

import eu.paravent.protocol.Json;
import eu.paravent.protocol.Paths;
import eu.paravent.protocol.delivery.PushFrame;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;

/**
 * One connected device. Reads WebSocket frames (RFC 6455 §5.2) itself and looks at nothing but the
 * sequence number: the client is not to cost more than what it measures. Used by one thread after
 * {@link #connect}.
 */
final class Recipient {
  private static final int TEXT = 1, CLOSE = 8, PING = 9, PONG = 10;
  private static final byte[] SEQUENCE = "\"sequence\":".getBytes(StandardCharsets.US_ASCII);

  private final SocketChannel channel;
  private ByteBuffer read = ByteBuffer.allocate(1 << 16);
  private final CRC32 content = new CRC32();
  private long first;
  private long last;
  private long[] at = new long[1024];
  private volatile long delivered;

  private Recipient(SocketChannel channel) {
    this.channel = channel;
  }

  static Recipient connect(URI server, String token) throws IOException {
    SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort()));
    Recipient recipient = new Recipient(channel);
    String upgrade =
        "GET "
            + Paths.PUSH
            + " HTTP/1.1\r\nHost: "
            + server.getAuthority()
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
            + "\r\nSec-WebSocket-Key: "
            + Base64.getEncoder().encodeToString(new byte[16])
            + "\r\n\r\n";
    channel.write(ByteBuffer.wrap(upgrade.getBytes(StandardCharsets.US_ASCII)));
    recipient.skipHead();
    recipient.send(TEXT, Json.write(PushFrame.hello(token)));
    while (!recipient.frame()) {
      recipient.more();
    }
    channel.configureBlocking(false);
    return recipient;
  }

  private void skipHead() throws IOException {
    while (true) {
      more();
      String head = new String(read.array(), 0, read.position(), StandardCharsets.ISO_8859_1);
      int end = head.indexOf("\r\n\r\n");
      if (end >= 0) {
        if (!head.startsWith("HTTP/1.1 101")) {
          throw new IOException("No WebSocket: " + head.lines().findFirst().orElse(""));
        }
        read.flip().position(end + 4);
        read.compact();
        return;
      }
    }
  }

  private void more() throws IOException {
    if (channel.read(read) < 0) {
      throw new EOFException("The server closed a push connection");
    }
  }

  SocketChannel channel() {
    return channel;
  }

  /** Whatever has come. */
  void hear() throws IOException {
    int got;
    do {
      got = channel.read(read);
      if (got < 0) {
        throw new EOFException("The server closed a push connection");
      }
      while (frame()) {
        // the next one
      }
    } while (got > 0);
  }

  /** Takes one whole frame from what was read, if there is one. */
  private boolean frame() throws IOException {
    int have = read.position();
    if (have < 2) {
      return false;
    }
    long length = read.get(1) & 0x7f;
    int head = 2;
    if (length == 126) {
      head = 4;
      length = have < 4 ? 0 : read.getShort(2) & 0xffff;
    } else if (length == 127) {
      head = 10;
      length = have < 10 ? 0 : read.getLong(2);
    }
    if (have < head + length) {
      if (head + length > read.capacity()) {
        read = ByteBuffer.allocate((int) (head + length) * 2).put(read.flip());
      }
      return false;
    }
    int opcode = read.get(0) & 0x0f;
    byte[] bytes = read.array();
    if (opcode == TEXT) {
      entry(bytes, head, (int) length);
    } else if (opcode == PING) {
      send(PONG, Arrays.copyOfRange(bytes, head, head + (int) length));
    } else if (opcode == CLOSE) {
      throw new EOFException(
          "The server closed a push connection: "
              + new String(bytes, head + 2, (int) length - 2, StandardCharsets.UTF_8));
    }
    read.flip().position(head + (int) length);
    read.compact();
    return true;
  }

  private void entry(byte[] bytes, int from, int length) {
    int end = from + Math.min(length - SEQUENCE.length, 200);
    for (int i = from; i < end; i++) {
      if (Arrays.equals(bytes, i, i + SEQUENCE.length, SEQUENCE, 0, SEQUENCE.length)) {
        long sequence = 0;
        for (int d = i + SEQUENCE.length; bytes[d] >= '0' && bytes[d] <= '9'; d++) {
          sequence = sequence * 10 + bytes[d] - '0';
        }
        note(sequence);
        content.update(bytes, from, length);
        return;
      }
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  private void note(long sequence) {
    if (last == 0) {
      first = sequence;
    } else if (sequence != last + 1) {
      throw new IllegalStateException("Entry " + sequence + " came after " + last);
    }
    last = sequence;
    int index = (int) (sequence - first);
    if (index == at.length) {
      at = Arrays.copyOf(at, index * 2);
    }
    at[index] = System.nanoTime();
    delivered++;
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
    while (frame.hasRemaining()) {
      channel.write(frame);
    }
  }

  long delivered() {
    return delivered;
  }

  /** After the end: the newest entry that came. */
  long last() {
    return last;
  }

  /** After the end: of all that came, in its order. */
  long content() {
    return content.getValue();
  }

  /** After the end: when this entry came, 0 where it did not. */
  long at(long sequence) {
    return sequence < first || sequence > last ? 0 : at[(int) (sequence - first)];
  }
}
