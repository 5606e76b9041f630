package eu.paravent.testkit.fault;

import eu.paravent.client.spi.Transport.Request;
import eu.paravent.client.spi.Transport.Response;
import java.io.IOException;

/** Stands between a client and its server for one request. Has to be thread-safe. */
@FunctionalInterface
public interface Fault {
  /** Answers the request, by asking onwards or in another way. */
  Response exchange(Request request, Onwards onwards) throws IOException, InterruptedException;

  /** First this fault, closer to the client, then the other. */
  default Fault then(Fault other) {
    return (request, onwards) -> exchange(request, next -> other.exchange(next, onwards));
  }

  /** The rest of the way to the server. */
  @FunctionalInterface
  interface Onwards {
    Response exchange(Request request) throws IOException, InterruptedException;
  }
}
