package eu.paravent.mls.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CRL;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Issues certificates, good ones and others. Its clock is that of {@link Person}. */
public final class Authority {
  private final X500Name name;
  private final KeyPair key;
  private final X509Certificate certificate;

  private Authority(X500Name name, KeyPair key, X509Certificate certificate) {
    this.name = name;
    this.key = key;
    this.certificate = certificate;
  }

  /** With a certificate by itself, which others may trust. */
  public static Authority root(String name) {
    KeyPair key = newKey();
    X500Name subject = new X500Name("CN=" + name);
    Authority unsigned = new Authority(subject, key, null);
    return new Authority(subject, key, unsigned.issue(ca(name, key)));
  }

  /** Certified by this one. */
  public Authority intermediate(String child) {
    KeyPair childKey = newKey();
    return new Authority(new X500Name("CN=" + child), childKey, issue(ca(child, childKey)));
  }

  private static Request ca(String name, KeyPair key) {
    return new Request("CN=" + name, SubjectPublicKeyInfo.getInstance(key.getPublic().getEncoded()))
        .authority();
  }

  public X509Certificate certificate() {
    return certificate;
  }

  public byte[] der() {
    return der(certificate);
  }

  public static byte[] der(X509Certificate of) {
    try {
      return of.getEncoded();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** What is asked for; right for a person, until changed. */
  public static final class Request {
    private final X500Name subject;
    private final SubjectPublicKeyInfo key;
    private Instant from = Person.NOW.minus(Duration.ofDays(1));
    private Instant until = Person.NOW.plus(Duration.ofDays(30));
    private boolean authority;
    private int usage = KeyUsage.digitalSignature;
    private Optional<String> mail = Optional.empty();

    public Request(String subject, SubjectPublicKeyInfo key) {
      this.subject = new X500Name(subject);
      this.key = key;
    }

    public Request valid(Instant notBefore, Instant notAfter) {
      from = notBefore;
      until = notAfter;
      return this;
    }

    Request authority() {
      authority = true;
      usage = KeyUsage.keyCertSign | KeyUsage.cRLSign;
      return this;
    }

    /** Bits of {@link KeyUsage}. */
    public Request usage(int bits) {
      usage = bits;
      return this;
    }

    public Request mail(String address) {
      mail = Optional.of(address);
      return this;
    }
  }

  public X509Certificate issue(Request request) {
    return parse(issueDer(request));
  }

  /** Also what the platform does not read. */
  public byte[] issueDer(Request request) {
    X509v3CertificateBuilder builder =
        new X509v3CertificateBuilder(
            name,
            BigInteger.valueOf(System.nanoTime()),
            Date.from(request.from),
            Date.from(request.until),
            request.subject,
            request.key);
    try {
      builder.addExtension(
          Extension.basicConstraints, true, new BasicConstraints(request.authority));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(request.usage));
      if (request.mail.isPresent()) {
        GeneralName address = new GeneralName(GeneralName.rfc822Name, request.mail.get());
        builder.addExtension(
            Extension.subjectAlternativeName,
            request.subject.getRDNs().length == 0,
            new GeneralNames(address));
      }
      return builder.build(signer()).getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A list of what this authority takes back. */
  public CRL revoke(List<X509Certificate> revoked) {
    X509v2CRLBuilder builder =
        new X509v2CRLBuilder(name, Date.from(Person.NOW.minus(Duration.ofHours(1))));
    builder.setNextUpdate(Date.from(Person.NOW.plus(Duration.ofDays(1))));
    revoked.forEach(
        one ->
            builder.addCRLEntry(
                one.getSerialNumber(), Date.from(Person.NOW.minus(Duration.ofHours(2))), 0));
    try {
      return CertificateFactory.getInstance("X.509")
          .generateCRL(new ByteArrayInputStream(builder.build(signer()).getEncoded()));
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }

  private ContentSigner signer() {
    try {
      return new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate());
    } catch (OperatorCreationException e) {
      throw new AssertionError(e);
    }
  }

  private static X509Certificate parse(byte[] der) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static KeyPair newKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** The raw signature key of a leaf, as certificates hold it. */
  public static SubjectPublicKeyInfo signatureKey(byte[] raw) {
    return switch (raw.length) {
      case 32 -> key(EdECObjectIdentifiers.id_Ed25519, raw);
      case 57 -> key(EdECObjectIdentifiers.id_Ed448, raw);
      case 65 -> point(SECObjectIdentifiers.secp256r1, raw);
      case 97 -> point(SECObjectIdentifiers.secp384r1, raw);
      case 133 -> point(SECObjectIdentifiers.secp521r1, raw);
      default -> throw new IllegalArgumentException("No signature key has " + raw.length);
    };
  }

  /** The same bytes as a key for key agreement. */
  public static SubjectPublicKeyInfo agreementKey(byte[] raw) {
    return key(EdECObjectIdentifiers.id_X25519, raw);
  }

  private static SubjectPublicKeyInfo key(ASN1ObjectIdentifier algorithm, byte[] raw) {
    return new SubjectPublicKeyInfo(new AlgorithmIdentifier(algorithm), raw);
  }

  private static SubjectPublicKeyInfo point(ASN1Encodable curve, byte[] raw) {
    return new SubjectPublicKeyInfo(
        new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve), raw);
  }
}
