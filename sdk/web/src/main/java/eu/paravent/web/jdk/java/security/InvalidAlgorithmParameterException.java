package eu.paravent.web.jdk.java.security;

import java.security.GeneralSecurityException;

/** {@code java.security.InvalidAlgorithmParameterException}. */
public class InvalidAlgorithmParameterException extends GeneralSecurityException {
  private static final long serialVersionUID = 1L;

  public InvalidAlgorithmParameterException(String message) {
    super(message);
  }
}
