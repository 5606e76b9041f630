package eu.paravent.client.message;

import java.util.Optional;

/**
 * A file that came with a message: its name and size, and within, not shown, the secret by which it
 * is got and opened. The name and the media type are the sender's words: treat them as such. Made
 * by the client, not by hosts.
 */
public interface Attachment {
  /**
   * Without any path and without characters that are not seen or that turn the writing direction;
   * at most 255 characters; empty where nothing is left that could name a file.
   */
  String name();

  /** As the sender states it. */
  String mediaType();

  /** Bytes of the file as the sender states; checked when it is downloaded. */
  long size();

  /** What came with a message and can be downloaded: its file, image or voice note. */
  static Optional<Attachment> of(MessageContent content) {
    if (content instanceof MessageContent.File file) {
      return Optional.of(file.attachment());
    } else if (content instanceof MessageContent.Image image) {
      return Optional.of(image.attachment());
    } else if (content instanceof MessageContent.VoiceNote note) {
      return Optional.of(note.attachment());
    }
    return Optional.empty();
  }
}
