package eu.paravent.client.message;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A small picture that travels inside a message, end to end encrypted like it: the thumbnail of an
 * image, or what stands for a conversation. PNG, JPEG or WebP by its first bytes; nobody has looked
 * whether the rest is in order, so decode it as what came from outside. Immutable.
 */
public final class Picture {
  /** The most bytes. */
  public static final int MOST = 32 * 1024;

  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'},
      JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff},
      RIFF = {'R', 'I', 'F', 'F'},
      WEBP = {'W', 'E', 'B', 'P'};

  private final String mediaType;
  private final byte[] bytes;

  private Picture(String mediaType, byte[] bytes) {
    this.mediaType = mediaType;
    this.bytes = bytes;
  }

  /**
   * @param bytes copied
   * @throws IllegalArgumentException if it is too large, or neither PNG nor JPEG nor WebP
   */
  public static Picture of(byte[] bytes) {
    String type =
        type(bytes)
            .filter(known -> bytes.length <= MOST)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "A picture is PNG, JPEG or WebP of at most " + MOST + " bytes"));
    return new Picture(type, bytes.clone());
  }

  private static Optional<String> type(byte[] bytes) {
    if (at(bytes, 0, PNG)) {
      return Optional.of("image/png");
    } else if (at(bytes, 0, JPEG)) {
      return Optional.of("image/jpeg");
    } else if (at(bytes, 0, RIFF) && at(bytes, 8, WEBP)) {
      return Optional.of("image/webp");
    }
    return Optional.empty();
  }

  private static boolean at(byte[] bytes, int from, byte[] mark) {
    return bytes.length >= from + mark.length
        && Arrays.equals(Arrays.copyOfRange(bytes, from, from + mark.length), mark);
  }

  /** {@code image/png}, {@code image/jpeg} or {@code image/webp}. */
  public String mediaType() {
    return mediaType;
  }

  /** A copy. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Picture picture && Arrays.equals(bytes, picture.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "Picture[" + mediaType + ", " + bytes.length + " bytes]";
  }
}
