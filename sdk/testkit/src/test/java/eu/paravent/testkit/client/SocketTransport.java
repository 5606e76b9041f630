package eu.paravent.testkit.client;

import eu.paravent.client.spi.Transport;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The way of a client in a process of its own to the server in memory of the test. */
final class SocketTransport implements Transport {
  private final int port;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  SocketTransport(int port) {
    this.port = port;
  }

  @Override
  public Response exchange(Request request) throws IOException {
    try (Socket socket = connect()) {
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.writeByte(Wire.EXCHANGE);
      Wire.request(out, request);
      return Wire.response(new DataInputStream(socket.getInputStream()));
    }
  }

  @Override
  public PushChannel push(String path, PushListener listener) throws IOException {
    Socket socket = connect();
    open.add(socket);
    DataOutputStream out = new DataOutputStream(socket.getOutputStream());
    out.writeByte(Wire.PUSH);
    Wire.text(out, path);
    Thread reader = new Thread(() -> read(socket, listener), "push");
    reader.setDaemon(true);
    reader.start();
    return new Channel(socket, out);
  }

  private void read(Socket socket, PushListener listener) {
    try (socket) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      while (true) {
        listener.onText(Wire.text(in));
      }
    } catch (IOException e) {
      listener.onClosed(1006, "The socket is closed");
    } finally {
      open.remove(socket);
    }
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), port);
  }

  @Override
  public void close() {
    open.forEach(SocketTransport::close);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private record Channel(Socket socket, DataOutputStream out) implements PushChannel {
    @Override
    public synchronized void send(String text) throws IOException {
      Wire.text(out, text);
    }

    @Override
    public void close() {
      SocketTransport.close(socket);
    }
  }
}
