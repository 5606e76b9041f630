package eu.paravent.client.internal.mimi;

import com.authlete.cbor.CBORItem;
import eu.paravent.client.internal.cbor.Cbor;
import eu.paravent.client.internal.cbor.CborException;
import eu.paravent.client.internal.mimi.NestedPart.ExternalPart;
import eu.paravent.client.internal.mimi.NestedPart.MultiPart;
import eu.paravent.client.internal.mimi.NestedPart.SinglePart;
import eu.paravent.client.message.Attachment;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.message.Picture;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Files with something beside them, as one unit (singleUnit): an image with its thumbnail, a voice
 * note with its length.
 */
public final class MediaParts {
  private static final String MEDIA = "application/vnd.paravent.media+cbor";
  private static final int VERSION = 1;

  private MediaParts() {}

  public static NestedPart image(ExternalPart image, Picture thumbnail) {
    return unit(
        image, new SinglePart(NestedPart.PREVIEW, "", thumbnail.mediaType(), thumbnail.bytes()));
  }

  public static NestedPart voiceNote(ExternalPart sound, Duration duration) {
    byte[] media = Cbor.array(Cbor.number(VERSION), Cbor.number(duration.toMillis())).encode();
    return unit(sound, new SinglePart(NestedPart.UNSPECIFIED, "", MEDIA, media));
  }

  private static NestedPart unit(ExternalPart file, SinglePart beside) {
    return new MultiPart(NestedPart.ATTACHMENT, "", NestedPart.SINGLE_UNIT, List.of(file, beside));
  }

  /** A file whose companion is not in order is a file. */
  static Optional<MessageContent> read(MultiPart parts) {
    if (parts.partSemantics() != NestedPart.SINGLE_UNIT
        || parts.parts().size() != 2
        || !(parts.parts().get(0) instanceof ExternalPart file)
        || !(parts.parts().get(1) instanceof SinglePart beside)) {
      return Optional.empty();
    }
    Attachment attachment = new ReceivedFile(file);
    try {
      if (beside.contentType().equals(MEDIA) && file.contentType().startsWith("audio/")) {
        return Optional.of(new MessageContent.VoiceNote(attachment, duration(beside.content())));
      } else if (beside.disposition() == NestedPart.PREVIEW
          && file.contentType().startsWith("image/")) {
        return Optional.of(new MessageContent.Image(attachment, Picture.of(beside.content())));
      }
    } catch (CborException | IllegalArgumentException e) {
      // the file itself may be well all the same
      return Optional.of(new MessageContent.File(attachment));
    }
    return Optional.of(new MessageContent.File(attachment));
  }

  private static Duration duration(byte[] encoded) throws CborException {
    List<? extends CBORItem> fields = Cbor.array(Cbor.decode(encoded), 2, "the length of a sound");
    Cbor.number(fields.get(0), VERSION, VERSION, "version");
    return Duration.ofMillis(
        Cbor.number(fields.get(1), 1, MessageContent.VOICE_MOST.toMillis(), "duration"));
  }

  /** The file of a message, whatever stands beside it. */
  public static Optional<ExternalPart> file(NestedPart body) {
    if (body instanceof ExternalPart file) {
      return Optional.of(file);
    }
    return body instanceof MultiPart parts && parts.parts().get(0) instanceof ExternalPart file
        ? Optional.of(file)
        : Optional.empty();
  }

  /** The same body with its file lying there. */
  public static NestedPart at(NestedPart body, String url) {
    if (body instanceof ExternalPart file) {
      return file.at(url);
    } else if (body instanceof MultiPart parts
        && parts.parts().get(0) instanceof ExternalPart file) {
      return new MultiPart(
          parts.disposition(),
          parts.language(),
          parts.partSemantics(),
          List.of(file.at(url), parts.parts().get(1)));
    }
    throw new IllegalStateException("A message without a file was to be uploaded");
  }
}
