package eu.paravent.web;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import eu.paravent.client.Message;
import eu.paravent.client.UserId;
import eu.paravent.client.message.Attachment;
import eu.paravent.client.message.BusinessCard;
import eu.paravent.client.message.ContactCard;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.message.Picture;
import eu.paravent.client.message.Poll;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** What a message says, as the page gets it. */
final class ShownContent {
  private final JsonObject shown;

  private ShownContent(JsonObject shown) {
    this.shown = shown;
  }

  static void put(Message message, JsonObject into) {
    ShownContent content = new ShownContent(into);
    if (message.content() instanceof Poll poll) {
      content.poll(poll, message);
    } else {
      content.put(message.content());
    }
  }

  private void put(MessageContent content) {
    if (content instanceof MessageContent.Text text) {
      shown.put("kind", "text");
      shown.put("text", text.text());
    } else if (content instanceof MessageContent.Location place) {
      place(place);
    } else if (content instanceof BusinessCard card) {
      card(card);
    } else if (content instanceof ContactCard card) {
      contact(card);
    } else if (content instanceof MessageContent.Expired) {
      shown.put("kind", "expired");
    } else if (content instanceof MessageContent.Restricted) {
      shown.put("kind", "restricted");
    } else if (content instanceof MessageContent.Deleted) {
      shown.put("kind", "deleted");
    } else {
      files(content);
    }
  }

  private void files(MessageContent content) {
    if (content instanceof MessageContent.File file) {
      file(file.attachment());
    } else if (content instanceof MessageContent.Image image) {
      file(image.attachment());
      thumbnail(image.thumbnail());
    } else if (content instanceof MessageContent.VoiceNote note) {
      file(note.attachment());
      lasts(note.duration());
    } else if (content instanceof MessageContent.NewFile file) {
      file(file.name(), file.mediaType(), file.bytes().length);
    } else if (content instanceof MessageContent.NewImage image) {
      file(image.name(), image.mediaType(), image.bytes().length);
      thumbnail(image.thumbnail());
    } else if (content instanceof MessageContent.NewVoiceNote note) {
      file(note.name(), note.mediaType(), note.bytes().length);
      lasts(note.duration());
    } else {
      shown.put("kind", "other");
    }
  }

  /** What it is found by. */
  static String words(MessageContent content) {
    if (content instanceof MessageContent.Text text) {
      return text.text();
    } else if (content instanceof MessageContent.Location place) {
      return place.label();
    } else if (content instanceof Poll poll) {
      return poll.question() + '\n' + String.join("\n", poll.options());
    } else if (content instanceof ContactCard card) {
      return card.displayName();
    } else if (content instanceof BusinessCard card) {
      StringBuilder words = new StringBuilder(card.title());
      card.fields().forEach(each -> words.append('\n').append(each.value()));
      return words.toString();
    }
    return Attachment.of(content).map(Attachment::name).orElse("");
  }

  private void file(Attachment attachment) {
    file(attachment.name(), attachment.mediaType(), attachment.size());
  }

  private void file(String name, String type, long size) {
    shown.put("kind", "file");
    shown.put("name", name);
    shown.put("type", type);
    shown.put("size", size);
  }

  private void thumbnail(Picture picture) {
    JsonObject thumbnail = new JsonObject();
    thumbnail.put("type", picture.mediaType());
    thumbnail.put("bytes", Base64.getEncoder().encodeToString(picture.bytes()));
    shown.put("thumbnail", thumbnail);
  }

  private void lasts(Duration duration) {
    shown.put("seconds", duration.toMillis() / 1000.0);
  }

  private void place(MessageContent.Location place) {
    shown.put("kind", "place");
    shown.put("geo", place.geoUri());
    shown.put("label", place.label());
    shown.put("latitude", place.latitude());
    shown.put("longitude", place.longitude());
    place.uncertainty().ifPresent(metres -> shown.put("uncertainty", metres));
  }

  private void poll(Poll poll, Message message) {
    shown.put("kind", "poll");
    shown.put("question", poll.question());
    shown.put("options", texts(poll.options()));
    shown.put("multiple", poll.multiple());
    JsonArray votes = new JsonArray();
    for (int option = 0; option < poll.options().size(); option++) {
      votes.add(voters(message, option));
    }
    shown.put("votes", votes);
    shown.put("closed", message.votes().flatMap(now -> now.closed()).isPresent());
  }

  private static JsonArray voters(Message message, int option) {
    List<UserId> voters = message.votes().map(now -> now.byOption().get(option)).orElse(List.of());
    return texts(voters.stream().map(UserId::uri).toList());
  }

  private static JsonArray texts(Collection<String> texts) {
    JsonArray array = new JsonArray();
    array.addAll(texts);
    return array;
  }

  private void card(BusinessCard card) {
    shown.put("kind", "card");
    shown.put("card", card.kind().name().toLowerCase(Locale.ROOT));
    shown.put("title", card.title());
    shown.put("fields", Shown.array(card.fields(), ShownContent::field));
    card.link().ifPresent(link -> shown.put("link", link.toString()));
    card.reference().ifPresent(reference -> shown.put("key", reference.key()));
  }

  private static JsonObject field(BusinessCard.Field field) {
    JsonObject shown = new JsonObject();
    shown.put("label", field.label());
    shown.put("value", field.value());
    return shown;
  }

  private void contact(ContactCard card) {
    shown.put("kind", "contact");
    shown.put("person", card.displayName().isEmpty() ? card.person().name() : card.displayName());
    shown.put("organisation", card.person().organisation());
  }
}
