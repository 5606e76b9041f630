package eu.paravent.web.jdk.java.security;

import java.security.GeneralSecurityException;

/** {@code java.security.InvalidKeyException}. */
public class InvalidKeyException extends GeneralSecurityException {
  private static final long serialVersionUID = 1L;

  public InvalidKeyException(String message) {
    super(message);
  }
}
