package eu.paravent.client;

import org.jspecify.annotations.Nullable;

/**
 * The server does not let this device in, or the organisation authority gave it no certificate: a
 * person must look at the enrolment (organisation registered, certificate valid, device revoked).
 */
public final class SignInException extends ChatException {
  private static final long serialVersionUID = 1L;

  /** Made by the library. */
  public SignInException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
