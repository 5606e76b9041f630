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
    if (body instanceof SinglePart single && isText(single.contentType())) {
      return decoded(single);
    } else if (body instanceof ExternalPart external) {
      return new MessageContent.File(new ReceivedFile(external));
    } else if (body instanceof NullPart) {
      return new MessageContent.Deleted();
    } else if (body instanceof SinglePart single) {
      return single(single);
    }
    return new MessageContent.Other(body instanceof MultiPart ? "multipart" : "");
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
