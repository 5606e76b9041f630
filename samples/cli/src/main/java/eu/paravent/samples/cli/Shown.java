package eu.paravent.samples.cli;

import static java.time.temporal.ChronoUnit.SECONDS;

import eu.paravent.client.Author;
import eu.paravent.client.Conversation;
import eu.paravent.client.Message;
import eu.paravent.client.Participant;
import eu.paravent.client.UserId;
import eu.paravent.client.message.Attachment;
import eu.paravent.client.message.BusinessCard;
import eu.paravent.client.message.ContactCard;
import eu.paravent.client.message.Markdown;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.message.Poll;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Messages of a conversation as lines of a terminal. */
record Shown(Conversation room) {
  /** Its id, time and author, what it says, and what is to be said of it in a few words. */
  static String line(Message message) {
    List<String> notes = new ArrayList<>();
    message.inReplyTo().ifPresent(answered -> notes.add("to " + Ids.shown(answered.value())));
    message.edited().ifPresent(when -> notes.add("edited"));
    message.marks().forEach(mark -> notes.add(mark.name().toLowerCase(Locale.ROOT)));
    message.reactions().forEach(reaction -> notes.add(reaction.emoji()));
    message.expires().ifPresent(when -> notes.add("gone at " + when.truncatedTo(SECONDS)));
    String line =
        Ids.shown(message.id().value())
            + ("  " + message.time().truncatedTo(SECONDS))
            + ("  " + message.author().displayName() + ": " + words(message))
            + (notes.isEmpty() ? "" : "  [" + String.join(", ", notes) + "]");
    // nobody's second line looks like a message of somebody else
    return line.replace("\n", "\n    ");
  }

  /** All that is known of it. */
  List<String> all(Message message) {
    Author author = message.author();
    List<String> lines = new ArrayList<>(List.of(line(message)));
    lines.add("id        " + Ids.whole(message.id().value()));
    lines.add("from      " + author.id() + "  " + author.verification());
    message.sent().ifPresent(when -> lines.add("sent      " + when + " by the sender's clock"));
    lines.add("received  " + message.time() + " by the server's clock, " + message.state());
    message.mentions().forEach(who -> lines.add("mentions  " + name(who)));
    message.reactions().forEach(one -> lines.add(one.emoji() + "        " + name(one.by())));
    message
        .receipts()
        .forEach(one -> lines.add(one.status() + "  " + name(one.by()) + "  " + one.time()));
    message
        .votes()
        .ifPresent(
            votes -> {
              for (int i = 0; i < votes.byOption().size(); i++) {
                String who =
                    votes.byOption().get(i).stream().map(this::name).sorted().toList().toString();
                lines.add("answer " + (i + 1) + "  " + who);
              }
              votes.closed().ifPresent(when -> lines.add("closed    " + when));
            });
    return lines;
  }

  /** As people see it; the URI of who is not inside. */
  String name(UserId who) {
    return room.participants().stream()
        .filter(one -> one.id().equals(who))
        .map(Participant::displayName)
        .findFirst()
        .orElse(who.uri());
  }

  static String words(Message message) {
    return message.content() instanceof MessageContent.Text text
        ? Markdown.toPlainText(text.text())
        : "(" + message.content().getClass().getSimpleName() + ")" + beside(message);
  }

  private static String beside(Message message) {
    MessageContent content = message.content();
    if (content instanceof Poll poll) {
      return " " + poll.question() + answers(poll, message);
    } else if (content instanceof BusinessCard card) {
      return " "
          + (card.kind() + " " + card.title())
          + card.fields().stream()
              .map(field -> ", " + field.label() + ": " + field.value())
              .collect(Collectors.joining())
          + card.link().map(link -> " " + link).orElse("")
          + card.reference().map(about -> " " + about).orElse("");
    } else if (content instanceof ContactCard contact) {
      return " " + contact.displayName() + " " + contact.person();
    } else if (content instanceof MessageContent.Location place) {
      return " " + place.geoUri() + " " + place.label();
    } else if (content instanceof MessageContent.VoiceNote note) {
      return " " + note.duration().toSeconds() + " s";
    }
    return Attachment.of(content)
        .map(file -> " " + file.name() + ", " + file.size() + " bytes")
        .orElse("");
  }

  private static String answers(Poll poll, Message message) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < poll.options().size(); i++) {
      int option = i;
      int count = message.votes().map(votes -> votes.count(option)).orElse(0);
      all.append(" | ").append(i + 1).append(' ').append(poll.options().get(i));
      all.append(" (").append(count).append(')');
    }
    return all.toString();
  }
}
