package eu.paravent.load;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** {@link Floor} in a process of its own. */
final class FloorVenue implements Venue {
  private final Process process;
  private final URI address;
  private int made;

  FloorVenue(Database database) throws Exception {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                Floor.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    DataOutputStream to = new DataOutputStream(process.getOutputStream());
    to.writeUTF(database.floorUrl());
    to.flush();
    String port =
        new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))
            .readLine();
    address = URI.create("tcp://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + port);
  }

  @Override
  public String name() {
    return "floor";
  }

  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public Crowd gather(Plan plan, int number) throws IOException {
    String group = "floor " + process.pid() + " " + ++made;
    List<Recipient> recipients = new ArrayList<>();
    for (int i = 0; i < plan.online(); i++) {
      recipients.add(follows(group));
    }
    byte[] message = new byte[plan.size()];
    new SplittableRandom(number).nextBytes(message);
    List<Poster> posters = new ArrayList<>();
    for (int i = 0; i < plan.senders(); i++) {
      posters.add(new Posts(group, message));
    }
    return new Crowd(
        recipients,
        posters,
        Collections.nCopies(plan.members() - plan.online(), () -> readsAll(group)));
  }

  private Follows follows(String group) throws IOException {
    Follows recipient = new Follows(Recipient.open(address));
    recipient.write(hello(Floor.FOLLOWS, group));
    recipient.awaitAnswer();
    return recipient;
  }

  private static byte[] hello(int purpose, String group) {
    byte[] name = group.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(3 + name.length)
        .put((byte) purpose)
        .putShort((short) name.length)
        .put(name)
        .array();
  }

  private Socket connect(int purpose, String group) throws IOException {
    Socket socket = new Socket(address.getHost(), address.getPort());
    socket.setTcpNoDelay(true);
    socket.getOutputStream().write(hello(purpose, group));
    return socket;
  }

  private long readsAll(String group) throws IOException {
    try (Socket socket = connect(Floor.READS, group);
        DataInputStream in =
            new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16))) {
      long count = 0;
      for (int length = in.readInt(); length != Floor.END; length = in.readInt()) {
        in.skipNBytes(Long.BYTES + length);
        count++;
      }
      return count;
    }
  }

  @Override
  public Lobby lobby() {
    String group = "lobby " + process.pid();
    return number -> follows(group);
  }

  @Override
  public void close() {
    process.destroy();
  }

  /** One that posts, one message after the other. */
  private final class Posts implements Poster {
    private final Socket socket;
    private final DataInputStream in;
    private final byte[] frame;

    Posts(String group, byte[] message) throws IOException {
      socket = connect(Floor.POSTS, group);
      in = new DataInputStream(socket.getInputStream());
      frame =
          ByteBuffer.allocate(Integer.BYTES + message.length)
              .putInt(message.length)
              .put(message)
              .array();
    }

    @Override
    public long post(int index) throws IOException {
      socket.getOutputStream().write(frame);
      return in.readLong();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private static final class Follows extends Recipient {
    private static final int HEAD = Integer.BYTES + Long.BYTES;

    Follows(SocketChannel channel) {
      super(channel);
    }

    void awaitAnswer() throws IOException {
      while (buffer().position() < Integer.BYTES) {
        more();
      }
      drop(Integer.BYTES);
      channel().configureBlocking(false);
    }

    @Override
    void take() {
      int at = 0;
      while (buffer().position() - at >= HEAD) {
        int length = buffer().getInt(at);
        if (buffer().position() - at < HEAD + length) {
          makeRoom(HEAD + length);
          break;
        }
        long sequence = buffer().getLong(at + Integer.BYTES);
        requireNext(sequence);
        note(sequence, bytes(), at + HEAD, length);
        at += HEAD + length;
      }
      if (at > 0) {
        drop(at);
      }
    }
  }
}
