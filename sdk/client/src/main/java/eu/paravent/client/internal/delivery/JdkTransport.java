package eu.paravent.client.internal.delivery;

import eu.paravent.client.spi.Transport;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * HTTP and WebSocket of the JDK. HTTP/2 over TLS only: the upgrade from clear text costs a request
 * each time and not every server takes it with a body.
 *
 * <p>On JDK 17 to 20 the JDK's selector thread ends some seconds after {@link #close()}, when the
 * garbage collector has seen that no one holds the client; from JDK 21 on it ends at once.
 */
public final class JdkTransport implements Transport {
  private static final Duration CONNECT = Duration.ofSeconds(10), ANSWER = Duration.ofSeconds(60);

  private final URI server;
  private final String prefix;
  private final HttpClient http;

  /**
   * @param server {@code https://host[:port][/path]}
   * @param executor for the JDK's callbacks; ended by its owner after this transport
   */
  public JdkTransport(URI server, Executor executor) {
    this(server, HttpClient.newBuilder().executor(executor));
  }

  /** For a few calls only: the JDK's own threads, which end some time after the last use. */
  public JdkTransport(URI server) {
    this(server, HttpClient.newBuilder());
  }

  private JdkTransport(URI server, HttpClient.Builder builder) {
    this.server = server;
    String path = server.getRawPath();
    this.prefix = path == null ? "" : path.replaceAll("/+$", "");
    this.http =
        builder
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(
                "https".equals(server.getScheme())
                    ? HttpClient.Version.HTTP_2
                    : HttpClient.Version.HTTP_1_1)
            .build();
  }

  @Override
  public Response exchange(Request request) throws IOException, InterruptedException {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(address(server.getScheme(), request.target()))
            .timeout(ANSWER)
            .method(
                request.method(),
                request.body().map(BodyPublishers::ofByteArray).orElse(BodyPublishers.noBody()));
    request.headers().forEach(builder::header);
    HttpResponse<byte[]> response = http.send(builder.build(), BodyHandlers.ofByteArray());
    Map<String, String> headers = new HashMap<>();
    response
        .headers()
        .map()
        .forEach(
            (name, values) ->
                headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
    return new Response(response.statusCode(), Map.copyOf(headers), response.body());
  }

  @Override
  public PushChannel push(String path, PushListener listener)
      throws IOException, InterruptedException {
    String scheme = "https".equals(server.getScheme()) ? "wss" : "ws";
    try {
      WebSocket socket =
          http.newWebSocketBuilder()
              .connectTimeout(CONNECT)
              .buildAsync(address(scheme, path), new SocketListener(listener))
              .get(CONNECT.toSeconds() * 2, TimeUnit.SECONDS);
      return new SocketChannel(socket);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("The push channel cannot be opened", e);
    }
  }

  private URI address(String scheme, String target) {
    return URI.create(scheme + "://" + server.getRawAuthority() + prefix + target);
  }

  @Override
  public void close() {
    try {
      HttpClient.class.getMethod("shutdownNow").invoke(http);
    } catch (NoSuchMethodException e) {
      // before JDK 21: see above
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The JDK's HTTP client cannot be closed", e);
    }
  }

  private record SocketChannel(WebSocket socket) implements PushChannel {
    @Override
    public void send(String text) throws IOException {
      try {
        socket.sendText(text, true).join();
      } catch (CompletionException e) {
        throw new IOException("The push channel is closed", e);
      }
    }

    @Override
    public void close() {
      socket.abort();
    }
  }
}
