package eu.paravent.samples.cli;

import eu.paravent.client.BusinessReference;
import eu.paravent.client.MessageId;
import eu.paravent.client.message.BusinessCard;
import eu.paravent.client.message.ContactCard;
import eu.paravent.client.message.MessageContent.Location;
import eu.paravent.client.message.Poll;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is shown as more than a text. */
@Command(description = "Cards, places, polls")
final class Cards extends Topic {
  Cards(Cli cli) {
    super(cli);
  }

  @Command(description = "Shows something of the host's records.")
  void card(
      @Parameters(paramLabel = "KIND", description = "${COMPLETION-CANDIDATES}")
          BusinessCard.Kind kind,
      @Parameters(paramLabel = "TITLE") String title,
      @Option(names = "--field", paramLabel = "LABEL=VALUE") @Nullable Map<String, String> fields,
      @Option(names = "--link", description = "https") Optional<URI> link,
      @Option(names = "--about", paramLabel = "TYPE/KEY") Optional<BusinessReference> about,
      @Mixin Sending how) {
    List<BusinessCard.Field> shown =
        (fields == null ? Map.<String, String>of() : fields)
            .entrySet().stream()
                .map(field -> new BusinessCard.Field(field.getKey(), field.getValue()))
                .toList();
    send(new BusinessCard(kind, title, shown, link, about), how);
  }

  @Command(description = "Shows how a member of staff, who shares a conversation, is reached.")
  void contact(@Parameters(paramLabel = "PERSON") String who, @Mixin Sending how) {
    send(new ContactCard(person(who), new Shown(room()).name(person(who))), how);
  }

  @Command(description = "Shows a place, in degrees.")
  void location(
      @Parameters(paramLabel = "LATITUDE") double latitude,
      @Parameters(paramLabel = "LONGITUDE") double longitude,
      @Option(names = "--label", defaultValue = "", description = "what it is called") String label,
      @Option(names = "--within", paramLabel = "METRES") Optional<Double> metres,
      @Mixin Sending how) {
    send(new Location(latitude, longitude, metres, label), how);
  }

  @Command(description = "Asks everybody a question.")
  void poll(
      @Parameters(paramLabel = "QUESTION") String question,
      @Parameters(arity = "2..*", paramLabel = "ANSWER") List<String> answers,
      @Option(names = "--multiple", description = "a person may choose several") boolean multiple,
      @Mixin Sending how) {
    send(new Poll(question, answers, multiple), how);
  }

  @Command(description = "Votes in a poll, anew each time; nothing: takes the vote back.")
  void vote(
      @Parameters(paramLabel = "MESSAGE") String id,
      @Parameters(arity = "0..*", paramLabel = "NUMBER", description = "the first answer is 1")
          @Nullable List<Integer> numbers) {
    MessageId poll = message(id).id();
    sent(room().vote(poll, all(numbers).stream().map(number -> number - 1).toList()));
  }

  @Command(name = "close-poll", description = "Takes no more votes for one's own poll.")
  void closePoll(@Parameters(paramLabel = "MESSAGE") String id) {
    sent(room().closePoll(message(id).id()));
  }
}
