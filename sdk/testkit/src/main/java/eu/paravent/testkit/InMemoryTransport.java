package eu.paravent.testkit;

import eu.paravent.client.spi.Transport;
import eu.paravent.testkit.internal.MemoryServer;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Straight into the server, on the caller's thread. */
final class InMemoryTransport implements Transport {
  private final MemoryServer server;
  private final List<PushChannel> channels = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  InMemoryTransport(MemoryServer server) {
    this.server = server;
  }

  @Override
  public Response exchange(Request request) throws IOException {
    requireOpen();
    return server.handle(request);
  }

  @Override
  public PushChannel push(String path, PushListener listener) throws IOException {
    requireOpen();
    PushChannel channel = server.push(path, listener);
    channels.add(channel);
    return channel;
  }

  @Override
  public void close() {
    closed = true;
    channels.forEach(PushChannel::close);
  }

  private void requireOpen() throws IOException {
    if (closed) {
      throw new IOException("This transport is closed");
    }
  }
}
