package eu.paravent.mls.storage;

import org.jspecify.annotations.Nullable;

/**
 * What was stored cannot be read: a record was lost or damaged, or a newer version of this library
 * wrote it. Nothing was changed. Update the library or restore the store from a backup; where
 * neither helps, delete the group and join it again.
 */
public final class StoredStateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoredStateException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
