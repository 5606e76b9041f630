package eu.paravent.web.jdk.java.security.cert;

import java.io.InputStream;

/**
 * {@code java.security.cert.CertificateFactory}: asked for by the CBOR library where it meets COSE,
 * which our messages do not contain.
 */
public final class CertificateFactory {
  private CertificateFactory() {}

  public static CertificateFactory getInstance(String type) throws CertificateException {
    throw new CertificateException("Not in a browser: " + type);
  }

  public Certificate generateCertificate(InputStream in) throws CertificateException {
    throw new CertificateException("Not in a browser");
  }
}
