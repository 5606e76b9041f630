package eu.paravent.server.requests.control;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The server's time, in the milliseconds that the database keeps. */
@ApplicationScoped
public class ServerClock {
  public Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }
}
