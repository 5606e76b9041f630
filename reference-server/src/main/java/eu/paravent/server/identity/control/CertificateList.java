package eu.paravent.server.identity.control;

import eu.paravent.protocol.Limits;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.server.problems.control.Refusal;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;

/**
 * A revocation list (RFC 5280 §5) that an organisation's root signed; only {@link #check} makes
 * one.
 *
 * @param number grows with each list
 * @param serials of the certificates on it, in hexadecimal
 */
public record CertificateList(BigInteger number, Set<String> serials) {
  /** RFC 5280 §5.2.3. */
  private static final String CRL_NUMBER = "2.5.29.20";

  /**
   * Refuses what is no complete list of this root. A list may be older than its next update: what
   * was revoked stays so.
   *
   * @param root DER as registered
   */
  public static CertificateList check(byte[] der, byte[] root, Instant now) {
    X509Certificate issuer = Certificates.parse(root);
    X509CRL list = parse(der);
    if (!list.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
      throw refused("Its issuer must be the registered root.");
    }
    try {
      list.verify(issuer.getPublicKey());
    } catch (GeneralSecurityException e) {
      throw refused("It is not signed by the registered root.");
    }
    // RFC 5280 §5.2.4, §5.2.5: delta and partial lists are marked by critical extensions
    if (list.hasUnsupportedCriticalExtension()) {
      throw refused("It must be a complete list without critical extensions.");
    }
    if (list.getThisUpdate().toInstant().isAfter(now.plus(Limits.CLOCK_SKEW))) {
      throw refused("It is of the future. Check the clocks.");
    }
    Set<String> serials = new HashSet<>();
    if (list.getRevokedCertificates() != null) {
      for (X509CRLEntry entry : list.getRevokedCertificates()) {
        serials.add(entry.getSerialNumber().toString(16));
      }
    }
    return new CertificateList(number(list), Set.copyOf(serials));
  }

  private static X509CRL parse(byte[] der) {
    try {
      X509CRL list =
          (X509CRL)
              CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
      if (list == null || !Arrays.equals(list.getEncoded(), der)) {
        throw refused("It is not one DER structure (PEM is not accepted).");
      }
      return list;
    } catch (GeneralSecurityException e) {
      throw refused("It cannot be read as a certificate list in DER.");
    }
  }

  private static BigInteger number(X509CRL list) {
    byte[] extension = list.getExtensionValue(CRL_NUMBER);
    if (extension == null) {
      throw refused("It needs a CRL number.");
    }
    try {
      BigInteger number =
          ASN1Integer.getInstance(ASN1OctetString.getInstance(extension).getOctets()).getValue();
      if (number.signum() >= 0 && number.bitLength() <= 160) {
        return number;
      }
    } catch (IllegalArgumentException e) {
      // Falls through: it is the same refusal.
    }
    throw refused("Its CRL number has 1 to 20 octets.");
  }

  private static Refusal refused(String detail) {
    return Refusal.of(ProblemCode.REVOCATION_LIST_REFUSED, detail);
  }
}
