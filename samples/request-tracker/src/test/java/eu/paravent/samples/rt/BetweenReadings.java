package eu.paravent.samples.rt;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Stands before a Request Tracker and lets something happen there right after the next reading of a
 * ticket's history or texts, and before the answer is given: so between the two, whichever is
 * first.
 */
final class BetweenReadings implements AutoCloseable {
  private static final Happening NOTHING = () -> {};
  private static final List<String> CARRIED = List.of("Authorization", "Content-Type");

  private final URI web;
  private final HttpServer http;
  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicReference<Happening> next = new AtomicReference<>(NOTHING);

  interface Happening {
    void happen() throws IOException;
  }

  BetweenReadings(URI web) throws IOException {
    this.web = web;
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/", this::pass);
    http.start();
  }

  URI uri() {
    return URI.create("http://localhost:" + http.getAddress().getPort());
  }

  void next(Happening happening) {
    next.set(happening);
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      HttpRequest.Builder request =
          HttpRequest.newBuilder(web.resolve(exchange.getRequestURI()))
              .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
      CARRIED.forEach(
          name -> {
            String value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
              request.header(name, value);
            }
          });
      HttpResponse<byte[]> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      if (exchange.getRequestURI().getPath().matches(".*/(history|attachments)")) {
        next.getAndSet(NOTHING).happen();
      }
      exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
