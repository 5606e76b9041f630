package eu.paravent.client.message;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * What a message says. {@code toString} never shows it. New kinds may come with new versions: keep
 * a default branch.
 */
public sealed interface MessageContent {
  /** The longest text, in UTF-16 units. */
  int TEXT_MOST = 64 * 1024;

  /** The largest file, in bytes. */
  int FILE_MOST = 63 << 20;

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

  private static IllegalArgumentException tooLarge() {
    return new IllegalArgumentException("A file has at most " + FILE_MOST + " bytes");
  }

  /** A text. */
  record Text(String text) implements MessageContent {
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

  /** Its author took it back; what it said is no longer here. */
  record Deleted() implements MessageContent {}

  /** Of a kind this version does not know; a newer one reads it. */
  record Other(String mediaType) implements MessageContent {}
}
