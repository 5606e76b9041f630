package eu.paravent.client.store;

import eu.paravent.client.ChatException;
import org.jspecify.annotations.Nullable;

/** The store was made under another key: open it with the right one. Nothing was changed. */
public final class WrongStoreKeyException extends ChatException {
  private static final long serialVersionUID = 1L;

  /** Made by the library. */
  public WrongStoreKeyException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
