package eu.paravent.samples.cli;

import eu.paravent.client.SendOptions;
import eu.paravent.client.message.Expiry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What any message can be sent with. */
final class Sending {
  @Option(names = "--to", paramLabel = "MESSAGE", description = "in answer to it")
  private Optional<String> answered = Optional.empty();

  @Option(
      names = "--gone-after",
      paramLabel = "TIME",
      description = "disappears so long after it was read: 90s, 10m, 8h, 7d")
  private Optional<Duration> after = Optional.empty();

  @Option(
      names = "--gone-at",
      paramLabel = "TIME",
      description = "disappears then: 2027-01-31T12:00:00Z")
  private Optional<Instant> at = Optional.empty();

  SendOptions options(Topic topic) {
    SendOptions options = SendOptions.none();
    if (answered.isPresent()) {
      options = options.inReplyTo(topic.message(answered.get()).id());
    }
    if (after.isPresent()) {
      options = options.expiring(Expiry.afterReading(after.get()));
    }
    return at.isPresent() ? options.expiring(Expiry.at(at.get())) : options;
  }
}
