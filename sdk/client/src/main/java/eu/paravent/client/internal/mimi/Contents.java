package eu.paravent.client.internal.mimi;

import eu.paravent.client.internal.mimi.NestedPart.ExternalPart;
import eu.paravent.client.internal.mimi.NestedPart.MultiPart;
import eu.paravent.client.internal.mimi.NestedPart.NullPart;
import eu.paravent.client.internal.mimi.NestedPart.SinglePart;
import eu.paravent.client.message.MessageContent;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Between what hosts see and body parts. */
public final class Contents {
  private static final String MARKDOWN = "text/markdown;variant=GFM-MIMI";

  private Contents() {}

  public static NestedPart text(String markdown) {
    return new SinglePart(
        NestedPart.RENDER, "", MARKDOWN, markdown.getBytes(StandardCharsets.UTF_8));
  }

  public static NestedPart location(MessageContent.Location location) {
    return new SinglePart(
        NestedPart.RENDER,
        "",
        GeoUri.CONTENT_TYPE,
        GeoUri.lines(location).getBytes(StandardCharsets.UTF_8));
  }

  /** Never throws: what is not known is {@link MessageContent.Other}. */
  public static MessageContent of(NestedPart body) {
    return body instanceof MultiPart parts ? several(parts) : one(body);
  }

  /** Several in several are of a kind not known. */
  private static MessageContent several(MultiPart parts) {
    if (parts.partSemantics() == NestedPart.CHOOSE_ONE) {
      for (NestedPart part : parts.parts()) {
        MessageContent content =
            part instanceof NullPart || part instanceof MultiPart
                ? new MessageContent.Other("")
                : one(part);
        boolean known =
            !(content instanceof MessageContent.Other)
                || (part instanceof SinglePart single && CardParts.read(single).isPresent());
        if (known) {
          return content;
        }
      }
    }
    return MediaParts.read(parts).orElseGet(() -> new MessageContent.Other("multipart"));
  }

  private static MessageContent one(NestedPart body) {
    if (body instanceof SinglePart single && isText(single.contentType())) {
      return decoded(single);
    } else if (body instanceof ExternalPart external) {
      return new MessageContent.File(new ReceivedFile(external));
    } else if (body instanceof NullPart) {
      return new MessageContent.Deleted();
    } else if (body instanceof SinglePart single) {
      return single(single);
    }
    return new MessageContent.Other("");
  }

  private static boolean isText(String contentType) {
    String type = type(contentType);
    return type.equalsIgnoreCase("text/markdown") || type.equalsIgnoreCase("text/plain");
  }

  private static String type(String contentType) {
    return contentType.split(";", 2)[0].trim();
  }

  private static MessageContent decoded(SinglePart part) {
    return words(part)
        .<MessageContent>map(MessageContent.Text::new)
        .orElseGet(() -> new MessageContent.Other(part.contentType()));
  }

  private static MessageContent single(SinglePart part) {
    Optional<MessageContent> card = CardParts.read(part);
    if (card.isPresent()) {
      return card.get();
    }
    Optional<MessageContent.Location> place =
        type(part.contentType()).equalsIgnoreCase(GeoUri.CONTENT_TYPE)
            ? words(part).flatMap(GeoUri::read)
            : Optional.empty();
    return place.isPresent() ? place.get() : new MessageContent.Other(part.contentType());
  }

  private static Optional<String> words(SinglePart part) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(part.content())).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
