package eu.paravent.client.message;

import eu.paravent.client.internal.mimi.NestedPart.ExternalPart;
import java.util.regex.Pattern;

/**
 * A file that came with a message: its name and size, and the secret by which it is got and opened.
 * The name and the media type are the sender's words: treat them as such.
 */
public final class Attachment {
  private static final int NAME_MOST = 255;
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
  private static final Pattern DOTS = Pattern.compile("[. ]*");

  private final ExternalPart part;

  /** For the client itself, not for hosts. */
  public Attachment(ExternalPart part) {
    this.part = part;
  }

  /**
   * Without any path and without characters that are not seen or that turn the writing direction;
   * at most 255 characters; empty where nothing is left that could name a file.
   */
  public String name() {
    String name = UNSEEN.matcher(part.filename()).replaceAll("");
    name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    return name.length() > NAME_MOST || DOTS.matcher(name).matches() ? "" : name;
  }

  public String mediaType() {
    return part.contentType();
  }

  /** Bytes of the file as the sender states; checked when it is downloaded. */
  public long size() {
    return part.size();
  }

  /** For the client itself, not for hosts: what it answers is not API. */
  public ExternalPart part() {
    return part;
  }

  @Override
  public String toString() {
    return "Attachment[" + mediaType() + ", " + size() + " bytes]";
  }
}
