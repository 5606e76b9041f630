package eu.paravent.server.nodes;

import eu.paravent.server.testing.WildFlyProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Gives each connection to a node that says it is ready, in turns, and copies octets. It can be
 * told to cut connections somewhere in the middle.
 */
final class Balancer implements AutoCloseable {
  private static final int BACKLOG = 200, BUFFER = 4096, OCTETS_MOST = 12_000;

  private final ServerSocket listener;
  private final ExecutorService threads = Executors.newCachedThreadPool(Balancer::thread);
  private final HttpClient health =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final Set<Line> lines = ConcurrentHashMap.newKeySet();
  private final AtomicInteger turn = new AtomicInteger();
  private final AtomicInteger cuts = new AtomicInteger();
  private volatile List<WildFlyProcess> nodes = List.of();
  private volatile @Nullable Random cutting;

  Balancer() {
    try {
      listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::accept);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "balancer");
    thread.setDaemon(true);
    return thread;
  }

  /** Where clients go. */
  URI uri() {
    return URI.create("http://localhost:" + listener.getLocalPort());
  }

  void between(WildFlyProcess... those) {
    nodes = List.of(those);
  }

  /** From now on each new connection is cut after some octets, in either direction. */
  void cutAtRandom(Random random) {
    cutting = random;
    cutAll();
  }

  void beGood() {
    cutting = null;
  }

  void cutAll() {
    lines.forEach(Line::cut);
  }

  /** How many connections were cut in the middle so far. */
  int cuts() {
    return cuts.get();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        threads.execute(() -> connect(client));
      } catch (IOException e) {
        // closed, or a client that was gone already
      }
    }
  }

  private void connect(Socket client) {
    int first = turn.getAndIncrement();
    for (int i = 0; i < nodes.size(); i++) {
      WildFlyProcess node = nodes.get(Math.floorMod(first + i, nodes.size()));
      if (ready(node)) {
        try {
          Socket server = new Socket(InetAddress.getLoopbackAddress(), node.uri().getPort());
          Line line = new Line(client, server, octets());
          threads.execute(() -> line.copy(client, server));
          threads.execute(() -> line.copy(server, client));
          return;
        } catch (IOException e) {
          // it went away after it said that it was ready
        }
      }
    }
    reset(client);
  }

  private long octets() {
    Random random = cutting;
    if (random == null) {
      return Long.MAX_VALUE;
    }
    synchronized (random) {
      return random.nextInt(OCTETS_MOST);
    }
  }

  private boolean ready(WildFlyProcess node) {
    try {
      return health
              .send(
                  HttpRequest.newBuilder(node.managementUri().resolve("/health/ready"))
                      .timeout(Duration.ofSeconds(10))
                      .build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void reset(Socket socket) {
    try {
      // no farewell: what a line does that breaks
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      // gone already
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cutAll();
    threads.shutdownNow();
  }

  private final class Line {
    private final Socket client, server;
    private long left;

    Line(Socket client, Socket server, long octets) {
      this.client = client;
      this.server = server;
      left = octets;
      lines.add(this);
    }

    void copy(Socket from, Socket to) {
      byte[] buffer = new byte[BUFFER];
      try {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
          int allowed = take(count);
          out.write(buffer, 0, allowed);
          if (allowed < count) {
            cuts.incrementAndGet();
            break;
          }
        }
      } catch (IOException e) {
        // one side broke it: the other hears of it
      }
      cut();
    }

    private synchronized int take(int count) {
      int allowed = (int) Math.min(count, left);
      left -= allowed;
      return allowed;
    }

    void cut() {
      lines.remove(this);
      reset(client);
      reset(server);
    }
  }
}
