package eu.paravent.load;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The least that a server in Java can do: a durable insert for each message, then its octets to
 * every connection of its group. No HTTP, no accounts, no checks, no resume. What it is measured
 * for is how much of a server's time is its own.
 */
final class Floor {
  /** What a connection is for, its first octet; the name of the group follows. */
  static final int FOLLOWS = 1, POSTS = 2, READS = 3;

  /** In place of a length: there is no more. */
  static final int END = -1;

  private static final class Group {
    private final List<DataOutputStream> followers = new CopyOnWriteArrayList<>();
    private long head;
  }

  private final String url;
  private final Map<String, Group> groups = new ConcurrentHashMap<>();

  private Floor(String url) {
    this.url = url;
  }

  /**
   * Reads the database's address, with who uses it, from standard input, and ends when that does:
   * with whoever started it, however that ended.
   */
  public static void main(String... none) throws IOException {
    DataInputStream starter = new DataInputStream(System.in);
    String url = starter.readUTF();
    new Thread(() -> endWith(starter)).start();
    try (ServerSocket listens = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress())) {
      System.out.println(listens.getLocalPort());
      Floor floor = new Floor(url);
      while (true) {
        Socket socket = listens.accept();
        socket.setTcpNoDelay(true);
        DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        int purpose = in.read();
        String name = in.readUTF();
        DataOutputStream out =
            new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), 1 << 16));
        if (purpose == FOLLOWS) {
          floor.group(name).followers.add(out);
          out.writeInt(0);
          out.flush();
        } else {
          new Thread(() -> floor.serve(purpose, name, in, out)).start();
        }
      }
    }
  }

  private static void endWith(InputStream starter) {
    try {
      starter.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // then it is gone as well
    }
    System.exit(0);
  }

  private Group group(String name) {
    return groups.computeIfAbsent(name, unknown -> new Group());
  }

  private void serve(int purpose, String name, DataInputStream in, DataOutputStream out) {
    try (in;
        out;
        Connection connection = DriverManager.getConnection(url)) {
      if (purpose == POSTS) {
        post(name, in, out, connection);
      } else {
        read(name, out, connection);
      }
    } catch (EOFException e) {
      // it has posted what it had to
    } catch (IOException | SQLException e) {
      System.err.println(e.getMessage());
    }
  }

  private void post(String name, DataInputStream in, DataOutputStream out, Connection connection)
      throws IOException, SQLException {
    Group group = group(name);
    try (PreparedStatement insert = connection.prepareStatement(Database.INSERT)) {
      while (true) {
        byte[] message = in.readNBytes(in.readInt());
        long sequence;
        synchronized (group) {
          sequence = group.head + 1;
          Database.insert(insert, name, sequence, message);
          group.head = sequence;
          for (DataOutputStream follower : group.followers) {
            entry(follower, sequence, message);
            follower.flush();
          }
        }
        out.writeLong(sequence);
        out.flush();
      }
    }
  }

  private static void read(String name, DataOutputStream out, Connection connection)
      throws IOException, SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement all =
        connection.prepareStatement(
            "select sequence, message from floor where group_id = ? order by sequence")) {
      all.setFetchSize(500);
      all.setString(1, name);
      try (ResultSet rows = all.executeQuery()) {
        while (rows.next()) {
          entry(out, rows.getLong(1), rows.getBytes(2));
        }
      }
      out.writeInt(END);
      out.flush();
    }
  }

  private static void entry(DataOutputStream out, long sequence, byte[] message)
      throws IOException {
    out.writeInt(message.length);
    out.writeLong(sequence);
    out.write(message);
  }
}
