package eu.paravent.web;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonWriter;
import eu.paravent.client.spi.Transport;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.teavm.jso.typedarrays.Int8Array;

/** The browser's own HTTP and WebSocket, to the server that the page came from. */
final class HostTransport implements Transport {
  private final Host host;
  private final Map<PushChannel, Boolean> open = new HashMap<>();

  HostTransport(Host host) {
    this.host = host;
  }

  @Override
  public Response exchange(Request request) throws IOException {
    JsonObject headers = new JsonObject();
    headers.putAll(request.headers());
    Host.Answer answer;
    try {
      answer =
          host.exchange(
                  request.method(),
                  request.target(),
                  JsonWriter.string(headers),
                  request.body().map(Int8Array::copyFromJavaArray).orElse(null))
              .await();
    } catch (RuntimeException e) {
      throw new IOException("The browser got no answer from the server", e);
    }
    return new Response(answer.getStatus(), headers(answer), answer.getBody().copyToJavaArray());
  }

  private static Map<String, String> headers(Host.Answer answer) throws IOException {
    try {
      Map<String, String> headers = new HashMap<>();
      JsonParser.object()
          .from(answer.getHeaders())
          .forEach((name, value) -> headers.put(name, String.valueOf(value)));
      return headers;
    } catch (JsonParserException e) {
      throw new IOException("The browser's answer cannot be read", e);
    }
  }

  @Override
  public PushChannel push(String path, PushListener listener) throws IOException {
    try {
      InOrder calls = new InOrder();
      Host.Channel channel =
          host.push(
                  path,
                  text -> calls.add(() -> listener.onText(text.stringValue())),
                  (code, reason) -> calls.add(() -> listener.onClosed(code, reason)))
              .await();
      PushChannel opened = new Channel(channel);
      open.put(opened, true);
      return opened;
    } catch (RuntimeException e) {
      throw new IOException("The push channel cannot be opened", e);
    }
  }

  @Override
  public void close() {
    open.keySet().forEach(PushChannel::close);
    open.clear();
  }

  /** A callback of the browser must not wait: what it leaves here may. */
  private static final class InOrder {
    private final Deque<Runnable> calls = new ArrayDeque<>();
    private boolean running;

    void add(Runnable call) {
      calls.add(call);
      if (!running) {
        running = true;
        new Thread(this::drain).start();
      }
    }

    private void drain() {
      for (Runnable next = calls.poll(); next != null; next = calls.poll()) {
        next.run();
      }
      running = false;
    }
  }

  private record Channel(Host.Channel channel) implements PushChannel {
    @Override
    public void send(String text) {
      channel.send(text);
    }

    @Override
    public void close() {
      channel.close();
    }
  }
}
