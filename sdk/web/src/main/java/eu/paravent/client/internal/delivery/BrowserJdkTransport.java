package eu.paravent.client.internal.delivery;

import eu.paravent.client.spi.Transport;
import java.net.URI;
import java.util.concurrent.Executor;

/** {@link JdkTransport} where there is none: a browser's client is always given its own. */
public final class BrowserJdkTransport implements Transport {
  public BrowserJdkTransport(URI server, Executor executor) {}

  public BrowserJdkTransport(URI server) {}

  @Override
  public Response exchange(Request request) {
    throw new IllegalStateException("In a browser the client needs a transport of its own");
  }

  @Override
  public PushChannel push(String path, PushListener listener) {
    throw new IllegalStateException("In a browser the client needs a transport of its own");
  }

  @Override
  public void close() {}
}
