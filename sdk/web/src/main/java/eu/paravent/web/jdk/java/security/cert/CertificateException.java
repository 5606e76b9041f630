package eu.paravent.web.jdk.java.security.cert;

import java.security.GeneralSecurityException;

/** {@code java.security.cert.CertificateException}. */
public class CertificateException extends GeneralSecurityException {
  private static final long serialVersionUID = 1L;

  public CertificateException(String message) {
    super(message);
  }
}
