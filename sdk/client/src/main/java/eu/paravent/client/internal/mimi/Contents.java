package eu.paravent.client.internal.mimi;

import eu.paravent.client.internal.mimi.NestedPart.ExternalPart;
import eu.paravent.client.internal.mimi.NestedPart.MultiPart;
import eu.paravent.client.internal.mimi.NestedPart.NullPart;
import eu.paravent.client.internal.mimi.NestedPart.SinglePart;
import eu.paravent.client.message.Attachment;
import eu.paravent.client.message.MessageContent;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Between what hosts see and body parts. */
public final class Contents {
  private static final String MARKDOWN = "text/markdown;variant=GFM-MIMI";

  private Contents() {}

  public static NestedPart text(String markdown) {
    return new SinglePart(
        NestedPart.RENDER, "", MARKDOWN, markdown.getBytes(StandardCharsets.UTF_8));
  }

  /** Never throws: what is not known is {@link MessageContent.Other}. */
  public static MessageContent of(NestedPart body) {
    if (body instanceof SinglePart single && isText(single.contentType())) {
      return decoded(single);
    } else if (body instanceof ExternalPart external) {
      return new MessageContent.File(new Attachment(external));
    } else if (body instanceof NullPart) {
      return new MessageContent.Deleted();
    } else if (body instanceof SinglePart single) {
      return new MessageContent.Other(single.contentType());
    }
    return new MessageContent.Other(body instanceof MultiPart ? "multipart" : "");
  }

  private static boolean isText(String contentType) {
    String type = contentType.split(";", 2)[0].trim();
    return type.equalsIgnoreCase("text/markdown") || type.equalsIgnoreCase("text/plain");
  }

  private static MessageContent decoded(SinglePart part) {
    try {
      return new MessageContent.Text(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(part.content())).toString());
    } catch (CharacterCodingException e) {
      return new MessageContent.Other(part.contentType());
    }
  }
}
