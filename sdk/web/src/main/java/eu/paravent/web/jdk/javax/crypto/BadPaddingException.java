package eu.paravent.web.jdk.javax.crypto;

import java.security.GeneralSecurityException;

/** {@code javax.crypto.BadPaddingException}. */
public class BadPaddingException extends GeneralSecurityException {
  private static final long serialVersionUID = 1L;

  public BadPaddingException(String message) {
    super(message);
  }
}
