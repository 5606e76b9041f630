package eu.paravent.client.internal.delivery;

import eu.paravent.client.spi.Transport;
import java.io.IOException;

/** One client's use of a transport that many share, and that does not end with this client. */
public final class SharedTransport implements Transport {
  private final Transport shared;
  private volatile boolean closed;

  public SharedTransport(Transport shared) {
    this.shared = shared;
  }

  @Override
  public Response exchange(Request request) throws IOException, InterruptedException {
    requireOpen();
    return shared.exchange(request);
  }

  @Override
  public PushChannel push(String path, PushListener listener)
      throws IOException, InterruptedException {
    requireOpen();
    return shared.push(path, listener);
  }

  private void requireOpen() throws IOException {
    if (closed) {
      throw new IOException("This client is closed");
    }
  }

  /** Its push channel was closed by the client before. */
  @Override
  public void close() {
    closed = true;
  }
}
