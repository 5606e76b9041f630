package eu.paravent.mls;

import org.jspecify.annotations.Nullable;

/**
 * This library was wrong, not its input: report it. The group object must be discarded and loaded
 * again from storage.
 */
public final class DefectException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DefectException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
