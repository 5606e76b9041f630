package eu.paravent.client.internal.mimi;

import eu.paravent.client.internal.mimi.NestedPart.ExternalPart;
import eu.paravent.client.message.Attachment;
import java.util.regex.Pattern;

/** A file that came with a message, with the secret that hosts do not see. */
public record ReceivedFile(ExternalPart part) implements Attachment {
  private static final int NAME_MOST = 255;
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
  private static final Pattern DOTS = Pattern.compile("[. ]*");

  /**
   * What the client has behind the host's object.
   *
   * @throws IllegalArgumentException if it did not come from a client
   */
  public static ExternalPart part(Attachment attachment) {
    if (attachment instanceof ReceivedFile file) {
      return file.part;
    }
    throw new IllegalArgumentException("An attachment is one that came with a message");
  }

  @Override
  public String name() {
    String name = UNSEEN.matcher(part.filename()).replaceAll("");
    name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    return name.length() > NAME_MOST || DOTS.matcher(name).matches() ? "" : name;
  }

  @Override
  public String mediaType() {
    return part.contentType();
  }

  @Override
  public long size() {
    return part.size();
  }

  @Override
  public String toString() {
    return "Attachment[" + mediaType() + ", " + size() + " bytes]";
  }
}
