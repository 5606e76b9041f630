package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.UserId;
import eu.paravent.client.archive.Recorded;
import eu.paravent.client.archive.Recorded.Rendering;
import eu.paravent.client.internal.cbor.CborException;
import eu.paravent.client.internal.mimi.Contents;
import eu.paravent.client.internal.mimi.MimiCodec;
import eu.paravent.client.internal.mimi.MimiContent;
import eu.paravent.client.internal.mimi.NestedPart;
import eu.paravent.client.internal.mimi.NestedPart.SinglePart;
import eu.paravent.client.internal.mimi.StatusReport;
import eu.paravent.client.message.Attachment;
import eu.paravent.client.message.MessageContent;
import java.util.Optional;

/** What a record says, for people to read. */
final class Renderings {
  private Renderings() {}

  static Rendering of(
      Recorded.Kind kind, ConversationId id, Optional<UserId> by, byte[] data, String text) {
    if (kind != Recorded.Kind.MESSAGE || by.isEmpty()) {
      return new Rendering("change", by, text, "", Optional.empty(), Optional.empty(), data);
    }
    try {
      return message(id, by.get(), MimiCodec.decode(data), data);
    } catch (CborException e) {
      return new Rendering("other", by, "", "", Optional.empty(), Optional.empty(), data);
    }
  }

  private static Rendering message(ConversationId id, UserId by, MimiContent content, byte[] data) {
    String own = Hashes.text(References.of(by, id, data, content.salt()));
    Optional<String> refersTo = content.replaces().or(content::inReplyTo).map(Hashes::text);
    String what = "other";
    String text = "";
    Optional<Attachment> file = Optional.empty();
    Optional<String> reaction = Amendments.reaction(content);
    MessageContent shown = Contents.of(content.body());
    if (content.body() instanceof SinglePart part
        && part.contentType().equals(StatusReport.CONTENT_TYPE)) {
      what = "receipts";
    } else if (content.body() instanceof SinglePart part
        && part.contentType().equals(Details.CONTENT_TYPE)) {
      what = "details";
      text = details(part);
    } else if (reaction.isPresent()) {
      what = "reaction";
      text = reaction.get();
    } else if (shown instanceof MessageContent.Deleted) {
      what = content.body().disposition() == NestedPart.REACTION ? "taken-back" : "deletion";
    } else if (shown instanceof MessageContent.Text said) {
      what = content.replaces().isPresent() ? "edit" : "text";
      text = said.text();
    } else if (shown instanceof MessageContent.Location place) {
      what = "place";
      text = (place.geoUri() + " " + place.label()).trim();
    } else if (shown instanceof MessageContent.File sent) {
      what = "file";
      text = sent.attachment().name();
      file = Optional.of(sent.attachment());
    }
    return new Rendering(what, Optional.of(by), text, own, refersTo, file, data);
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
      return text.toString().trim();
    } catch (CborException e) {
      return "";
    }
  }
}
