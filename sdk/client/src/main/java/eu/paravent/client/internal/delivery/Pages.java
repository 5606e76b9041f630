package eu.paravent.client.internal.delivery;

import eu.paravent.client.ServerUnavailableException;
import eu.paravent.client.internal.delivery.Http.Call;
import eu.paravent.protocol.Paths;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Reads a list to its end, one page after the other. */
final class Pages {
  /** A server that never ends keeps nobody for ever. */
  static final int MOST = 1_000;

  private final SignIn session;

  Pages(SignIn session) {
    this.session = session;
  }

  /**
   * @throws ServerUnavailableException if the list does not come to an end
   */
  <P extends Record> void read(
      String address, Class<P> type, Function<P, Optional<String>> next, Consumer<P> reader) {
    Optional<String> after = Optional.empty();
    for (int i = 0; i < MOST; i++) {
      Call call =
          Call.of(
              "GET",
              address
                  + after
                      .map(
                          c ->
                              "?"
                                  + Paths.AFTER
                                  + "="
                                  + URLEncoder.encode(c, StandardCharsets.UTF_8))
                      .orElse(""));
      P page = Http.read(call, type, session.send(call));
      reader.accept(page);
      after = next.apply(page);
      if (after.isEmpty()) {
        return;
      }
    }
    throw new ServerUnavailableException(
        "The list at " + address + " has no end: more than " + MOST + " pages", null);
  }
}
