package eu.paravent.client.internal.keys;

import eu.paravent.client.internal.keys.Certificate.CertificateException;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CertificateList;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.TBSCertList;

/**
 * Which devices an organisation took back: a complete certificate list (RFC 5280 §5) that also
 * names the devices. Reading verifies nothing: {@link #signedBy} does. No clock is asked: an old
 * list counts until there is a newer one.
 */
public final class StatusList {
  /** In an entry, not critical: UTF8String, the URI of the device. */
  static final ASN1ObjectIdentifier DEVICE =
      new ASN1ObjectIdentifier("2.25.131104368291063062941980642285577772251");

  private static final int BYTES_MOST = 1 << 20;

  private final CertificateList list;
  private final byte[] der;
  private final BigInteger number;
  private final String organisation;
  private final Set<BigInteger> serials = new HashSet<>();
  private final Set<String> devices = new HashSet<>();

  private StatusList(CertificateList list, byte[] der) {
    this.list = list;
    this.der = der;
    Extensions extensions = list.getTBSCertList().getExtensions();
    Extension stated = extensions == null ? null : extensions.getExtension(Extension.cRLNumber);
    if (stated == null || extensions.getCriticalExtensionOIDs().length > 0) {
      throw new IllegalArgumentException("no number, or a critical extension");
    }
    number = CRLNumber.getInstance(stated.getParsedValue()).getCRLNumber();
    organisation = list.getIssuer().getRDNs(BCStyle.O)[0].getFirst().getValue().toString();
    for (Enumeration<?> all = list.getRevokedCertificateEnumeration(); all.hasMoreElements(); ) {
      TBSCertList.CRLEntry entry = (TBSCertList.CRLEntry) all.nextElement();
      serials.add(entry.getUserCertificate().getPositiveValue());
      Extension device =
          entry.getExtensions() == null ? null : entry.getExtensions().getExtension(DEVICE);
      if (device != null) {
        devices.add(ASN1UTF8String.getInstance(device.getParsedValue()).getString());
      }
    }
  }

  /**
   * @throws CertificateException if it is not one
   */
  public static StatusList read(byte[] der) throws CertificateException {
    if (der.length > BYTES_MOST) {
      throw new CertificateException("The status list is too large");
    }
    try {
      CertificateList list = CertificateList.getInstance(der);
      if (!Arrays.equals(list.getEncoded(ASN1Encoding.DER), der)
          || !list.getSignatureAlgorithm()
              .getAlgorithm()
              .equals(EdECObjectIdentifiers.id_Ed25519)) {
        throw new CertificateException("The status list is not an Ed25519 one in DER");
      }
      return new StatusList(list, der.clone());
    } catch (IOException | RuntimeException e) {
      throw new CertificateException("The status list cannot be read", e);
    }
  }

  /**
   * @param root certificate, DER
   */
  public boolean signedBy(byte[] root) {
    try {
      Certificate issuer = Certificate.read(root);
      return issuer.authority()
          && issuer.subject().equals(list.getIssuer())
          && SigningKey.verify(
              issuer.publicKey(),
              list.getTBSCertList().getEncoded(ASN1Encoding.DER),
              list.getSignature().getOctets());
    } catch (CertificateException | IOException e) {
      return false;
    }
  }

  /** Whose it says it is. */
  public String organisation() {
    return organisation;
  }

  public BigInteger number() {
    return number;
  }

  public byte[] der() {
    return der.clone();
  }

  CertificateList list() {
    return list;
  }

  boolean lists(Certificate certificate) {
    return serials.contains(certificate.serial());
  }

  /**
   * @param certificate DER, of a device of this organisation
   */
  public boolean revokes(byte[] certificate) {
    try {
      Certificate read = Certificate.read(certificate);
      return serials.contains(read.serial()) || devices.contains(read.deviceUri());
    } catch (CertificateException e) {
      return false;
    }
  }
}
