package eu.paravent.testkit.client;

import eu.paravent.client.spi.Transport;
import eu.paravent.client.spi.Transport.PushChannel;
import eu.paravent.client.spi.Transport.PushListener;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Lets a client of another process in to a server of this one. */
final class Doorway implements AutoCloseable {
  private final ServerSocket door;
  private final Transport way;

  Doorway(Transport way) throws IOException {
    this.way = way;
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    run(this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket socket = door.accept();
        run(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      if (in.readByte() == Wire.EXCHANGE) {
        Wire.response(out, way.exchange(Wire.request(in)));
      } else {
        push(in, out, socket);
      }
    } catch (IOException e) {
      // the other side is gone, or is to believe that this one is
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void push(DataInputStream in, DataOutputStream out, Socket socket)
      throws IOException, InterruptedException {
    try (PushChannel channel = way.push(Wire.text(in), new Pusher(out, socket))) {
      while (true) {
        channel.send(Wire.text(in));
      }
    }
  }

  private static void run(Runnable work) {
    Thread thread = new Thread(work, "doorway");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    door.close();
  }

  private record Pusher(DataOutputStream out, Socket socket) implements PushListener {
    @Override
    public synchronized void onText(String text) {
      try {
        Wire.text(out, text);
      } catch (IOException e) {
        onClosed(1006, "The client is gone");
      }
    }

    @Override
    public void onClosed(int code, String reason) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
