package eu.paravent.server.system;

import eu.paravent.server.requests.control.ServerClock;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** In place of the server's clock where a test deploys it: off by what a file of the test says. */
@Alternative
@Priority(1)
@ApplicationScoped
public class JumpingClock extends ServerClock {
  static final String WHERE = "jumping-clock-file";

  @Override
  public Instant now() {
    return super.now().plus(offset());
  }

  private static Duration offset() {
    try (InputStream where = JumpingClock.class.getResourceAsStream("/" + WHERE)) {
      if (where == null) {
        throw new IllegalStateException("Deployed without " + WHERE);
      }
      Path file = Path.of(new String(where.readAllBytes(), StandardCharsets.UTF_8));
      return Duration.parse(Files.readString(file).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
