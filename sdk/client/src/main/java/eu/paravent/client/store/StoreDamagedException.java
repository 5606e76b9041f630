package eu.paravent.client.store;

import eu.paravent.client.ChatException;
import org.jspecify.annotations.Nullable;

/**
 * A stored value is not what was sealed there: restore the database from its backup, or enrol a new
 * device.
 */
public final class StoreDamagedException extends ChatException {
  private static final long serialVersionUID = 1L;

  /** Made by the library. */
  public StoreDamagedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
