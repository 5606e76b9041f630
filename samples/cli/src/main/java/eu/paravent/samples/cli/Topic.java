package eu.paravent.samples.cli;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.Message;
import eu.paravent.client.OutgoingMessage;
import eu.paravent.client.Participant;
import eu.paravent.client.UserId;
import eu.paravent.client.message.MessageContent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commands that belong together: each finds its client, its conversation and its people here. */
abstract class Topic {
  final Cli cli;

  Topic(Cli cli) {
    this.cli = cli;
  }

  final ChatClient me() {
    return cli.me();
  }

  final Conversation room() {
    return cli.room();
  }

  /** Of the conversation, by the beginning of its id. */
  final Message message(String id) {
    return message(room(), id);
  }

  static Message message(Conversation room, String id) {
    return Ids.one(room.allMessages(), m -> m.id().value(), m -> "", id, "messages");
  }

  /** Of the conversation, by its URI or by the name that the others see. */
  final UserId person(String given) {
    if (given.contains("://")) {
      return new UserId(given);
    }
    return participant(given).id();
  }

  final Participant participant(String given) {
    List<Participant> found =
        room().participants().stream()
            .filter(p -> p.displayName().equals(given) || p.id().uri().equals(given))
            .toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    throw refusal(found.size() + " people here are called " + given + ": say the URI");
  }

  final void send(MessageContent content, Sending how) {
    sent(room().send(content, how.options(this)));
  }

  /** Waits until the server has it. */
  final void sent(OutgoingMessage message) {
    message.awaitAccepted(Cli.PATIENCE);
    say(Ids.shown(message.id().value()));
  }

  /** Others' words are in it: what would steer the terminal is left out. */
  final void say(Object line) {
    String shown =
        line.toString().replaceAll("[\\p{Cc}\\u202a-\\u202e\\u2066-\\u2069&&[^\n\t]]", "");
    cli.out().println(shown);
    cli.out().flush();
  }

  static IllegalArgumentException refusal(String why) {
    return new IllegalArgumentException(why);
  }

  /** What was given several times, or never. */
  static <T> List<T> all(@Nullable List<T> given) {
    return given == null ? List.of() : given;
  }
}
