package eu.paravent.testkit.contract;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcEdECContentSignerBuilder;

/** Certificates of the contract's three shapes (RFC 5280), made for tests. */
final class CertificateMaker {
  private static final ASN1ObjectIdentifier GROUP =
      new ASN1ObjectIdentifier("2.25.317424830270138420118604157294538264673");

  private final String issuer;
  private final Ed25519PrivateKeyParameters issuerKey;

  CertificateMaker(String issuer, Ed25519PrivateKeyParameters issuerKey) {
    this.issuer = issuer;
    this.issuerKey = issuerKey;
  }

  byte[] root(Instant notBefore, Instant notAfter) {
    X509v3CertificateBuilder builder =
        builder(issuer, issuerKey.generatePublicKey(), notBefore, notAfter);
    try {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return sign(builder);
  }

  byte[] device(
      String subject,
      Ed25519PublicKeyParameters key,
      List<String> uris,
      Instant notBefore,
      Instant notAfter) {
    return sign(named(subject, key, uris, notBefore, notAfter));
  }

  byte[] guest(
      Ed25519PublicKeyParameters key,
      String uri,
      String groupId,
      Instant notBefore,
      Instant notAfter) {
    X509v3CertificateBuilder builder = named("CN=guest", key, List.of(uri), notBefore, notAfter);
    try {
      builder.addExtension(GROUP, false, new DERUTF8String(groupId));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return sign(builder);
  }

  /**
   * @param number none where it is negative
   */
  byte[] revocations(long number, Instant from, List<byte[]> certificates) {
    X509v2CRLBuilder builder = new X509v2CRLBuilder(new X500Name(issuer), Date.from(from));
    builder.setNextUpdate(Date.from(from.plus(Duration.ofDays(7))));
    for (byte[] certificate : certificates) {
      try {
        builder.addCRLEntry(
            new X509CertificateHolder(certificate).getSerialNumber(),
            Date.from(from),
            CRLReason.keyCompromise);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
    try {
      if (number >= 0) {
        builder.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(number)));
      }
      return builder.build(signer()).getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private X509v3CertificateBuilder named(
      String subject,
      Ed25519PublicKeyParameters key,
      List<String> uris,
      Instant notBefore,
      Instant notAfter) {
    X509v3CertificateBuilder builder = builder(subject, key, notBefore, notAfter);
    GeneralName[] names =
        uris.stream()
            .map(uri -> new GeneralName(GeneralName.uniformResourceIdentifier, uri))
            .toArray(GeneralName[]::new);
    try {
      builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return builder;
  }

  private X509v3CertificateBuilder builder(
      String subject, Ed25519PublicKeyParameters key, Instant notBefore, Instant notAfter) {
    try {
      return new X509v3CertificateBuilder(
          new X500Name(issuer),
          new BigInteger(120, new SecureRandom()).add(BigInteger.ONE),
          Date.from(notBefore),
          Date.from(notAfter),
          new X500Name(subject),
          SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(key));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] sign(X509v3CertificateBuilder builder) {
    try {
      return builder.build(signer()).getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private ContentSigner signer() {
    try {
      return new BcEdECContentSignerBuilder(
              new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519))
          .build(issuerKey);
    } catch (OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }
}
