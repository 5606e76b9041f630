package eu.paravent.client.store;

import eu.paravent.client.ChatException;
import org.jspecify.annotations.Nullable;

/**
 * Another client has this store open: close that one first, or give each client a store of its own.
 */
public final class StoreInUseException extends ChatException {
  private static final long serialVersionUID = 1L;

  /** Made by the library. */
  public StoreInUseException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
