package eu.paravent.client.message;

import eu.paravent.client.UserId;
import eu.paravent.client.internal.mimi.GeoUri;
import eu.paravent.client.internal.mimi.Mentions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a message says. {@code toString} never shows it. New kinds may come with new versions: keep
 * a default branch.
 */
public sealed interface MessageContent
    permits MessageContent.Text,
        MessageContent.NewFile,
        MessageContent.File,
        MessageContent.NewImage,
        MessageContent.Image,
        MessageContent.NewVoiceNote,
        MessageContent.VoiceNote,
        MessageContent.Location,
        MessageContent.Deleted,
        MessageContent.Expired,
        MessageContent.Restricted,
        MessageContent.Other,
        BusinessCard,
        ContactCard,
        Poll {
  /** The longest text, in UTF-16 units. */
  int TEXT_MOST = 64 * 1024;

  /** The largest file, in bytes. */
  int FILE_MOST = 63 << 20;

  /** The longest voice note. */
  Duration VOICE_MOST = Duration.ofHours(24);

  /** The longest name of a place, in UTF-16 units. */
  int LABEL_MOST = 200;

  /**
   * A text, Markdown (the subset GFM-MIMI) where it has any.
   *
   * @throws IllegalArgumentException if it is empty or longer than {@link #TEXT_MOST}
   */
  static MessageContent text(String markdown) {
    if (markdown.isEmpty() || markdown.length() > TEXT_MOST) {
      throw new IllegalArgumentException(
          "A text has 1 to " + TEXT_MOST + " characters; send longer ones as a file");
    }
    return new Text(markdown);
  }

  /**
   * A file, read now.
   *
   * @param mediaType for instance {@code application/pdf}
   * @throws UncheckedIOException if it cannot be read
   */
  static MessageContent file(Path file, String mediaType) {
    try {
      if (Files.size(file) > FILE_MOST) {
        throw tooLarge();
      }
      return file(
          Objects.requireNonNullElse(file.getFileName(), file).toString(),
          mediaType,
          Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the file to be sent", e);
    }
  }

  /** A file that is in memory. */
  static MessageContent file(String name, String mediaType, byte[] bytes) {
    if (bytes.length > FILE_MOST) {
      throw tooLarge();
    }
    return new NewFile(name, mediaType, bytes.clone());
  }

  /**
   * An image with a thumbnail, which is shown before the image is downloaded. The thumbnail travels
   * in the message itself: the server has neither.
   *
   * @param mediaType for instance {@code image/jpeg}
   * @throws IllegalArgumentException if it is too large, or not an image by its media type
   */
  static MessageContent image(String name, String mediaType, byte[] bytes, Picture thumbnail) {
    if (!mediaType.startsWith("image/")) {
      throw new IllegalArgumentException("An image has a media type image/...");
    }
    if (bytes.length > FILE_MOST) {
      throw tooLarge();
    }
    return new NewImage(name, mediaType, bytes.clone(), thumbnail);
  }

  /**
   * Something spoken.
   *
   * @param mediaType for instance {@code audio/ogg;codecs=opus}
   * @param duration a millisecond to {@link #VOICE_MOST}
   * @throws IllegalArgumentException if it is too large or too long, or no sound by its media type
   */
  static MessageContent voiceNote(String name, String mediaType, byte[] bytes, Duration duration) {
    if (!mediaType.startsWith("audio/")) {
      throw new IllegalArgumentException("A voice note has a media type audio/...");
    }
    if (bytes.length > FILE_MOST) {
      throw tooLarge();
    }
    return new NewVoiceNote(name, mediaType, bytes.clone(), spoken(duration));
  }

  private static Duration spoken(Duration duration) {
    if (duration.toMillis() < 1 || duration.compareTo(VOICE_MOST) > 0) {
      throw new IllegalArgumentException("A voice note lasts a millisecond to 24 hours");
    }
    return Duration.ofMillis(duration.toMillis());
  }

  /**
   * A place on earth; {@link Location} also says how exact it is and what it is called.
   *
   * @throws IllegalArgumentException if it is not on earth
   */
  static MessageContent location(double latitude, double longitude) {
    return new Location(latitude, longitude, Optional.empty(), "");
  }

  private static IllegalArgumentException tooLarge() {
    return new IllegalArgumentException("A file has at most " + FILE_MOST + " bytes");
  }

  /** A text. */
  record Text(String text) implements MessageContent {
    /**
     * The people its links lead to, each once, whether or not they are in the conversation: for
     * those who are, see {@link eu.paravent.client.Message#mentions()}.
     */
    public List<UserId> linked() {
      return Mentions.in(text);
    }

    @Override
    public String toString() {
      return "Text[" + text.length() + " characters]";
    }
  }

  /** A file about to be sent; the others get a {@link File}. */
  record NewFile(String name, String mediaType, byte[] bytes) implements MessageContent {
    @Override
    public String toString() {
      return "NewFile[" + mediaType + ", " + bytes.length + " bytes]";
    }
  }

  /** A file that was sent. */
  record File(Attachment attachment) implements MessageContent {}

  /** An image about to be sent; the others get an {@link Image}. */
  record NewImage(String name, String mediaType, byte[] bytes, Picture thumbnail)
      implements MessageContent {
    @Override
    public String toString() {
      return "NewImage[" + mediaType + ", " + bytes.length + " bytes]";
    }
  }

  /**
   * An image that was sent. That the thumbnail is one of this image is the sender's word.
   *
   * @param attachment the image itself, to be downloaded
   */
  record Image(Attachment attachment, Picture thumbnail) implements MessageContent {}

  /** A voice note about to be sent; the others get a {@link VoiceNote}. */
  record NewVoiceNote(String name, String mediaType, byte[] bytes, Duration duration)
      implements MessageContent {
    @Override
    public String toString() {
      return "NewVoiceNote[" + mediaType + ", " + bytes.length + " bytes]";
    }
  }

  /**
   * A voice note that was sent.
   *
   * @param duration as the sender states
   */
  record VoiceNote(Attachment attachment, Duration duration) implements MessageContent {
    public VoiceNote {
      duration = spoken(duration);
    }
  }

  /**
   * A place: where someone said to be, or anything else. Never looked up anywhere; nobody vouches
   * that the sender is there.
   *
   * @param latitude degrees in WGS 84, -90 to 90
   * @param longitude degrees in WGS 84, -180 to 180
   * @param uncertainty metres, up to a billion
   * @param label what the place is called, in one line; empty where nothing was said
   */
  record Location(double latitude, double longitude, Optional<Double> uncertainty, String label)
      implements MessageContent {
    private static final double UNCERTAINTY_MOST = 1e9;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    public Location {
      if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
        throw new IllegalArgumentException(
            "A place has a latitude of -90 to 90 and a longitude of -180 to 180 degrees");
      }
      if (uncertainty.filter(u -> !(u >= 0 && u <= UNCERTAINTY_MOST)).isPresent()) {
        throw new IllegalArgumentException("An uncertainty is 0 to a billion metres");
      }
      if (label.length() > LABEL_MOST || CONTROL.matcher(label).find()) {
        throw new IllegalArgumentException(
            "The name of a place is one line of at most " + LABEL_MOST + " characters");
      }
    }

    /** As a geo URI (RFC 5870), which the reader's own map opens. */
    public String geoUri() {
      return GeoUri.of(this);
    }

    @Override
    public String toString() {
      return "Location[]";
    }
  }

  /** Its author took it back; what it said is no longer here. */
  record Deleted() implements MessageContent {}

  /** Its time was over ({@link Expiry}); what it said is no longer here. */
  record Expired() implements MessageContent {}

  /**
   * It is here and not to be used ({@link eu.paravent.client.Conversation#restrict}): what it says
   * is shown again once that is lifted.
   */
  record Restricted() implements MessageContent {}

  /** Of a kind this version does not know; a newer one reads it. */
  record Other(String mediaType) implements MessageContent {}
}
