package eu.paravent.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Connections on which nothing happens, and what they take of the server's memory. The first few
 * are opened and closed beforehand: what is made once for all is not counted.
 */
final class Idle {
  private static final int FIRST = 200, SETTLE_MILLIS = 3_000;

  private Idle() {}

  /**
   * @param kibibytes resident memory of the server for each connection, beyond what it had before
   */
  record Outcome(int connections, double kibibytes, long before, long after) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%d idle connections, %.1f KiB each (resident %d KiB before, %d KiB with them)",
          connections,
          kibibytes,
          before,
          after);
    }
  }

  static Outcome measure(Venue venue, int connections) throws Exception {
    try (Venue.Lobby lobby = venue.lobby()) {
      open(lobby, FIRST).close();
      Thread.sleep(SETTLE_MILLIS);
      venue.collectGarbage();
      long before = Consumption.rss(venue.pid());
      try (Opened opened = open(lobby, connections)) {
        Thread.sleep(SETTLE_MILLIS);
        venue.collectGarbage();
        opened.listening.requireWell();
        long after = Consumption.rss(venue.pid());
        return new Outcome(connections, (double) (after - before) / connections, before, after);
      }
    }
  }

  private static Opened open(Venue.Lobby lobby, int count) throws Exception {
    Opened opened = new Opened(new ArrayList<>(), new Listening());
    for (int i = 0; i < count; i++) {
      Recipient recipient = lobby.enter(i);
      opened.recipients.add(recipient);
      opened.listening.to(List.of(recipient));
    }
    return opened;
  }

  /** They answer when they are asked whether they are there. */
  private record Opened(List<Recipient> recipients, Listening listening) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      listening.close();
      for (Recipient recipient : recipients) {
        recipient.channel().close();
      }
    }
  }
}
