package eu.paravent.client.internal.keys;

import eu.paravent.client.internal.keys.Certificate.CertificateException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;

/** Makes status lists. */
public final class StatusListBuilder {
  private StatusListBuilder() {}

  /**
   * @throws IllegalArgumentException if the list before, or a certificate, is not of this authority
   */
  public static byte[] next(
      Optional<byte[]> before, List<byte[]> certificates, AuthorityKeys keys, Instant now) {
    try {
      Certificate root = Certificate.read(keys.rootCertificate());
      X509v2CRLBuilder builder = new X509v2CRLBuilder(root.subject(), Date.from(now));
      BigInteger number = BigInteger.ONE;
      Optional<StatusList> known = Optional.empty();
      if (before.isPresent()) {
        StatusList list = StatusList.read(before.get());
        if (!list.signedBy(keys.rootCertificate())) {
          throw new IllegalArgumentException("The list before is not of this authority");
        }
        builder.addCRL(new X509CRLHolder(list.list()));
        number = list.number().add(BigInteger.ONE);
        known = Optional.of(list);
      }
      for (byte[] der : certificates) {
        Certificate certificate = Certificate.read(der);
        if (!certificate.signedBy(root.publicKey())) {
          throw new IllegalArgumentException("A certificate is not of this authority");
        }
        if (known.filter(list -> list.lists(certificate)).isEmpty()) {
          ExtensionsGenerator entry = new ExtensionsGenerator();
          entry.addExtension(StatusList.DEVICE, false, new DERUTF8String(certificate.deviceUri()));
          builder.addCRLEntry(certificate.serial(), Date.from(now), entry.generate());
        }
      }
      builder.addExtension(
          Extension.cRLNumber, false, new org.bouncycastle.asn1.x509.CRLNumber(number));
      return builder.build(new CertificateBuilder.Signer(keys.root())).getEncoded();
    } catch (CertificateException e) {
      throw new IllegalArgumentException("Not a list or certificate of this authority", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
