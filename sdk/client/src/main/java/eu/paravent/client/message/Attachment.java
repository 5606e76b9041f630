package eu.paravent.client.message;

import eu.paravent.client.internal.mimi.NestedPart.ExternalPart;

/**
 * A file that came with a message: its name and size, and the secret by which it is got and opened.
 * The name and the media type are the sender's words: treat them as such.
 */
public final class Attachment {
  private final ExternalPart part;

  /** For the client itself, not for hosts. */
  public Attachment(ExternalPart part) {
    this.part = part;
  }

  /** Without any path; empty where the sender gave none. */
  public String name() {
    String name = part.filename();
    return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
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
