package eu.paravent.client;

import org.jspecify.annotations.Nullable;

/**
 * The request is not allowed or not possible as it is: change it, or give up; asking again does not
 * help.
 */
public final class RefusedException extends ChatException {
  private static final long serialVersionUID = 1L;

  private final String code;

  /** Made by the library. */
  public RefusedException(String code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** Made by the library. */
  public RefusedException(String code, String message) {
    this(code, message, null);
  }

  /** Stable, lower case with hyphens: a code of the server's problem details, or one of ours. */
  public String code() {
    return code;
  }
}
