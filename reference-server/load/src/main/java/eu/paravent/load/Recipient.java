package eu.paravent.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * One connected device, read without understanding more than is measured: the client is not to cost
 * more than the server. Used by one thread once it is connected.
 */
abstract class Recipient {
  private final SocketChannel channel;
  private final CRC32 content = new CRC32();
  private ByteBuffer read = ByteBuffer.allocate(1 << 14);
  private long first = -1;
  private long last;
  private long[] at = new long[1024];
  private volatile long delivered;

  Recipient(SocketChannel channel) {
    this.channel = channel;
  }

  /** Entries are known by numbers from 1 on, and may come in any order. */
  final void countsFromOne() {
    first = 0;
  }

  static SocketChannel open(URI server) throws IOException {
    return SocketChannel.open(new java.net.InetSocketAddress(server.getHost(), server.getPort()));
  }

  final SocketChannel channel() {
    return channel;
  }

  /** What was read and not taken yet begins at 0 and ends at its position. */
  final ByteBuffer buffer() {
    return read;
  }

  /** What is behind the buffer, from its beginning. */
  final byte[] bytes() {
    // allocated here, so without an offset
    return read.array();
  }

  /** Room for one piece of this length. */
  final void makeRoom(int length) {
    if (length > read.capacity()) {
      read = ByteBuffer.allocate(length * 2).put(read.flip());
    }
  }

  final void drop(int length) {
    read.flip().position(length);
    read.compact();
  }

  final int more() throws IOException {
    if (!read.hasRemaining()) {
      makeRoom(read.capacity() + 1);
    }
    int got = channel.read(read);
    if (got < 0) {
      throw new EOFException("The server closed a connection");
    }
    return got;
  }

  /** Whatever has come. */
  final void hear() throws IOException {
    while (more() > 0) {
      take();
    }
  }

  /** Takes what is whole of what was read. */
  abstract void take() throws IOException;

  /** Where entries have numbers without gaps, in the order of the numbers. */
  final void requireNext(long key) {
    if (first >= 0 && key != last + 1) {
      throw new IllegalStateException("Entry " + key + " came after " + last);
    }
  }

  /** An entry came, with these octets. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  final void note(long key, byte[] bytes, int from, int length) {
    if (first < 0) {
      first = key;
    }
    last = key;
    // where numbers come out of order, some may be below the first
    int index = (int) (key - first);
    if (index >= 0) {
      if (index >= at.length) {
        at = Arrays.copyOf(at, Math.max(index + 1, at.length * 2));
      }
      at[index] = System.nanoTime();
    }
    content.update(bytes, from, length);
    delivered++;
  }

  final void write(byte[] bytes) throws IOException {
    ByteBuffer all = ByteBuffer.wrap(bytes);
    synchronized (channel) {
      while (all.hasRemaining()) {
        if (channel.write(all) == 0) {
          Thread.onSpinWait();
        }
      }
    }
  }

  final long delivered() {
    return delivered;
  }

  /** After the end: the newest entry that came. */
  final long last() {
    return last;
  }

  /** After the end: of all that came, in its order. */
  final long content() {
    return content.getValue();
  }

  /** After the end: when this entry came, 0 where it did not. */
  final long at(long key) {
    long index = key - first;
    return first < 0 || index < 0 || index >= at.length ? 0 : at[(int) index];
  }
}
