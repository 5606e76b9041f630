package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.UserId;
import eu.paravent.client.archive.Recorded;
import eu.paravent.client.archive.Recorded.Rendering;
import eu.paravent.client.call.CallSignal;
import eu.paravent.client.internal.cbor.CborException;
import eu.paravent.client.internal.mimi.ActionPart;
import eu.paravent.client.internal.mimi.Contents;
import eu.paravent.client.internal.mimi.Extras;
import eu.paravent.client.internal.mimi.MimiCodec;
import eu.paravent.client.internal.mimi.MimiContent;
import eu.paravent.client.internal.mimi.NestedPart;
import eu.paravent.client.internal.mimi.NestedPart.SinglePart;
import eu.paravent.client.internal.mimi.RestrictionPart;
import eu.paravent.client.internal.mimi.StatusReport;
import eu.paravent.client.message.Attachment;
import eu.paravent.client.message.BusinessCard;
import eu.paravent.client.message.ContactCard;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.message.Picture;
import eu.paravent.client.message.Poll;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a record says, for people to read. */
final class Renderings {
  private Renderings() {}

  /** What it is called, what it says, and what came with it. */
  private record Words(
      String what, String text, Optional<Attachment> file, Optional<Picture> thumbnail) {
    static Words of(String what, String text) {
      return new Words(what, text, Optional.empty(), Optional.empty());
    }
  }

  static Rendering of(
      Recorded.Kind kind, ConversationId id, Optional<UserId> by, byte[] data, String text) {
    if (kind != Recorded.Kind.MESSAGE || by.isEmpty()) {
      return bare("change", by, text, data);
    }
    try {
      return message(id, by.get(), MimiCodec.decode(data), data, text);
    } catch (CborException e) {
      return bare("other", by, "", data);
    }
  }

  private static Rendering bare(String what, Optional<UserId> by, String text, byte[] data) {
    return new Rendering(
        what, by, text, "", Optional.empty(), Optional.empty(), Optional.empty(), data);
  }

  private static Rendering message(
      ConversationId id, UserId by, MimiContent content, byte[] data, String noted) {
    String own = Hashes.text(References.of(by, id, data, content.salt()));
    Optional<String> refersTo = content.replaces().or(content::inReplyTo).map(Hashes::text);
    Words words =
        Erasures.is(content) && !noted.isEmpty()
            ? Words.of("erasure", noted)
            : hidden(content).orElseGet(() -> shown(content));
    String said =
        Extras.of(content).imported() ? words.text + " (imported, not authentic)" : words.text;
    return new Rendering(
        words.what, Optional.of(by), said, own, refersTo, words.file, words.thumbnail, data);
  }

  private static String restriction(NestedPart body) {
    try {
      RestrictionPart said = RestrictionPart.read(body);
      return (said.kind() == RestrictionPart.Kind.LIFTED ? "lifts " : "restricts ") + said.person();
    } catch (CborException e) {
      return "";
    }
  }

  /** What is no message of its own. */
  private static Optional<Words> hidden(MimiContent content) {
    Optional<String> reaction = Amendments.reaction(content);
    if (reaction.isPresent()) {
      return Optional.of(Words.of("reaction", reaction.get()));
    } else if (content.body() instanceof SinglePart part) {
      return switch (part.contentType()) {
        case ActionPart.CONTENT_TYPE -> Optional.of(action(part));
        case RestrictionPart.CONTENT_TYPE ->
            Optional.of(Words.of("restriction", restriction(part)));
        case StatusReport.CONTENT_TYPE -> Optional.of(Words.of("receipts", ""));
        case Details.CONTENT_TYPE -> Optional.of(Words.of("details", details(part)));
        case OwnDevicesPart.CONTENT_TYPE -> Optional.of(Words.of("other", ""));
        case CallMessage.CONTENT_TYPE -> Optional.of(Words.of("call", call(part)));
        default -> Optional.empty();
      };
    }
    return Optional.empty();
  }

  /** Not how to reach each other: that is in the original. */
  private static String call(SinglePart part) {
    try {
      CallSignal signal = CallMessage.read(part.content());
      return signal.kind().name().toLowerCase(Locale.ROOT) + " " + signal.call();
    } catch (CborException e) {
      return "";
    }
  }

  private static Words action(NestedPart body) {
    try {
      ActionPart action = ActionPart.read(body).orElse(null);
      if (action instanceof ActionPart.Vote vote) {
        String chosen =
            vote.options().stream()
                .map(o -> String.valueOf(o + 1))
                .collect(Collectors.joining(", "));
        return Words.of("vote", chosen);
      } else if (action instanceof ActionPart.Close) {
        return Words.of("poll-closed", "");
      } else if (action instanceof ActionPart.Pin pin) {
        return Words.of(pin.pinned() ? "pin" : "unpin", "");
      }
    } catch (CborException e) {
      // shown to nobody as anything else either
    }
    return Words.of("other", "");
  }

  private static Words shown(MimiContent content) {
    MessageContent shown = Contents.of(content.body());
    if (shown instanceof MessageContent.Deleted) {
      boolean reaction = content.body().disposition() == NestedPart.REACTION;
      return Words.of(reaction ? "taken-back" : "deletion", "");
    } else if (shown instanceof MessageContent.Text said) {
      return Words.of(content.replaces().isPresent() ? "edit" : "text", said.text());
    } else if (shown instanceof MessageContent.Location place) {
      return Words.of("place", (place.geoUri() + " " + place.label()).trim());
    } else if (shown instanceof MessageContent.File sent) {
      return file("file", sent.attachment(), "", Optional.empty());
    } else if (shown instanceof MessageContent.Image image) {
      return file("image", image.attachment(), "", Optional.of(image.thumbnail()));
    } else if (shown instanceof MessageContent.VoiceNote note) {
      String length = " (" + note.duration().toMillis() / 1000.0 + " s)";
      return file("voice-note", note.attachment(), length, Optional.empty());
    } else if (shown instanceof BusinessCard card) {
      return Words.of("card", card(card));
    } else if (shown instanceof ContactCard contact) {
      return Words.of("contact", (contact.displayName() + " " + contact.person()).trim());
    } else if (shown instanceof Poll poll) {
      return Words.of("poll", poll(poll));
    }
    return Words.of("other", "");
  }

  private static Words file(String what, Attachment file, String more, Optional<Picture> beside) {
    return new Words(what, file.name() + more, Optional.of(file), beside);
  }

  private static String card(BusinessCard card) {
    StringBuilder text = new StringBuilder(card.kind().name()).append(": ").append(card.title());
    card.reference().ifPresent(r -> text.append('\n').append(r.type()).append('/').append(r.key()));
    card.fields().forEach(f -> text.append('\n').append(f.label()).append(": ").append(f.value()));
    card.link().ifPresent(link -> text.append('\n').append(link));
    return text.toString();
  }

  private static String poll(Poll poll) {
    StringBuilder text = new StringBuilder(poll.question());
    for (int i = 0; i < poll.options().size(); i++) {
      text.append('\n').append(i + 1).append(". ").append(poll.options().get(i));
    }
    return text.toString();
  }

  private static String details(SinglePart part) {
    try {
      Details details = Details.read(part.content());
      StringBuilder text = new StringBuilder(details.title());
      details
          .reference()
          .ifPresent(r -> text.append('\n').append(r.type()).append('/').append(r.key()));
      details
          .names()
          .forEach((who, name) -> text.append('\n').append(who).append(": ").append(name));
      details
          .label()
          .filter(label -> !label.words().isEmpty())
          .ifPresent(label -> text.append("\nlabel: ").append(label.words()));
      return text.toString().trim();
    } catch (CborException e) {
      return "";
    }
  }
}
