package eu.paravent.testkit.client;

import eu.paravent.client.spi.Transport;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Notes what a client asks of its server. */
final class Watched implements Transport {
  private final Transport way;
  private final List<Request> seen = new CopyOnWriteArrayList<>();

  Watched(Transport way) {
    this.way = way;
  }

  long count(Predicate<Request> which) {
    return seen.stream().filter(which).count();
  }

  @Override
  public Response exchange(Request request) throws IOException, InterruptedException {
    seen.add(request);
    return way.exchange(request);
  }

  @Override
  public PushChannel push(String path, PushListener listener)
      throws IOException, InterruptedException {
    return way.push(path, listener);
  }

  @Override
  public void close() {
    way.close();
  }
}
