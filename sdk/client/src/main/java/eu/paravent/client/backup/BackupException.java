package eu.paravent.client.backup;

import eu.paravent.client.ChatException;
import org.jspecify.annotations.Nullable;

/**
 * A backup cannot be written or read: it is damaged, cut off, of a newer version, under another
 * recovery key, or the stream failed. Nothing was restored.
 */
public final class BackupException extends ChatException {
  private static final long serialVersionUID = 1L;

  /** Made by the library. */
  public BackupException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
