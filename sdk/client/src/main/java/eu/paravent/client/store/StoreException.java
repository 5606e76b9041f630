package eu.paravent.client.store;

import eu.paravent.client.ChatException;
import org.jspecify.annotations.Nullable;

/**
 * The disk or the database failed: nothing of the call was stored. Mend the cause, then try again.
 */
public final class StoreException extends ChatException {
  private static final long serialVersionUID = 1L;

  /** Made by the library. */
  public StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
