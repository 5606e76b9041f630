package eu.paravent.server.system;

import eu.paravent.client.spi.Transport;
import eu.paravent.protocol.Headers;
import eu.paravent.protocol.Paths;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Remembers what clients and server said to each other: every id in an address, every credential in
 * a header, every text in a body. All of that is nobody's business but theirs. Thread-safe.
 */
final class Overheard {
  /** Shorter texts are words of the protocol, or too common to be looked for. */
  private static final int SHORTEST = 12;

  /** Of long texts this much is looked for, from the middle: the ends are often the same. */
  private static final int LONGEST = 48;

  /** Possessive: a body of megabytes must not recurse. */
  private static final Pattern TEXT =
      Pattern.compile("\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"\\s*+(?=[,}\\]])");

  private static final Set<String> CREDENTIALS =
      Set.of(
          "authorization",
          Headers.IDEMPOTENCY_KEY.toLowerCase(java.util.Locale.ROOT),
          Headers.REGISTRATION_TOKEN.toLowerCase(java.util.Locale.ROOT));

  private final Set<String> said = ConcurrentHashMap.newKeySet();
  private final Set<String> words = wordsOfTheProtocol();

  /** The same way to the server, with somebody listening. */
  Transport on(Transport transport) {
    return new Transport() {
      @Override
      public Response exchange(Request request) throws IOException, InterruptedException {
        hear(request);
        Response response = transport.exchange(request);
        if (response.headers().getOrDefault("content-type", "").equals(Headers.JSON)) {
          hearJson(text(response.body()));
        }
        return response;
      }

      @Override
      public PushChannel push(String path, PushListener listener)
          throws IOException, InterruptedException {
        PushChannel channel =
            transport.push(
                path,
                new PushListener() {
                  @Override
                  public void onText(String frame) {
                    hearJson(frame);
                    listener.onText(frame);
                  }

                  @Override
                  public void onClosed(int code, String reason) {
                    listener.onClosed(code, reason);
                  }
                });
        return new PushChannel() {
          @Override
          public void send(String frame) throws IOException {
            hearJson(frame);
            channel.send(frame);
          }

          @Override
          public void close() {
            channel.close();
          }
        };
      }

      @Override
      public void close() {
        transport.close();
      }
    };
  }

  /** Everything that may stand nowhere. */
  Set<String> all() {
    return Set.copyOf(said);
  }

  /** What of it stands in this text. */
  Set<String> foundIn(String log) {
    Set<String> found = new TreeSet<>();
    for (String text : said) {
      if (log.contains(text)) {
        found.add(text);
      }
    }
    return found;
  }

  private void hear(Transport.Request request) {
    for (Map.Entry<String, String> header : request.headers().entrySet()) {
      if (CREDENTIALS.contains(header.getKey().toLowerCase(java.util.Locale.ROOT))) {
        keep(header.getValue().replaceFirst("^Bearer ", ""));
      }
    }
    Arrays.stream(request.target().split("[/?&=]")).forEach(this::keep);
    Optional<String> body = request.body().map(Overheard::text);
    body.filter(text -> text.startsWith("{")).ifPresent(this::hearJson);
    body.filter(text -> text.startsWith("grant_type="))
        .ifPresent(form -> keep(form.substring(form.indexOf("assertion=") + 10)));
  }

  void hearJson(String json) {
    TEXT.matcher(json).results().forEach(found -> keep(found.group(1)));
  }

  private void keep(String text) {
    if (text.length() >= SHORTEST && !words.contains(text)) {
      int start = Math.max(0, (text.length() - LONGEST) / 2);
      said.add(text.substring(start, Math.min(text.length(), start + LONGEST)));
    }
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.ISO_8859_1);
  }

  private static Set<String> wordsOfTheProtocol() {
    Set<String> words = new HashSet<>();
    Arrays.stream(Paths.class.getFields())
        .filter(field -> field.getType() == String.class)
        .forEach(
            field -> {
              try {
                words.addAll(Arrays.asList(((String) field.get(null)).split("/")));
              } catch (IllegalAccessException e) {
                throw new AssertionError("Public fields can be read", e);
              }
            });
    return words;
  }
}
