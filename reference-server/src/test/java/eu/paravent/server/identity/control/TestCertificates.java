package eu.paravent.server.identity.control;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Certificates right and wrong; each call of a wither changes one thing. */
final class TestCertificates {
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  final KeyPair issuer;
  private String issuerName = "O=acme.example";
  private String subject = "CN=device";
  private PublicKey key;
  private Instant notBefore = NOW.minus(Duration.ofDays(1));
  private Instant notAfter = NOW.plus(Duration.ofDays(90));
  private List<String> uris = List.of();
  private String group = "";
  private boolean authority;
  private boolean strangeExtension;
  private PrivateKey signer;

  TestCertificates(KeyPair issuer, PublicKey key) {
    this.issuer = issuer;
    this.signer = issuer.getPrivate();
    this.key = key;
  }

  static KeyPair newKey() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  static TestCertificates root(KeyPair key) {
    TestCertificates made = new TestCertificates(key, key.getPublic());
    made.authority = true;
    made.subject = "O=acme.example";
    return made;
  }

  static TestCertificates staff(KeyPair root, PublicKey key) {
    return new TestCertificates(root, key)
        .uris("mimi://acme.example/u/alice", "mimi://acme.example/d/alice-1");
  }

  static TestCertificates guest(KeyPair invite, PublicKey key) {
    return new TestCertificates(invite, key)
        .issuerName("CN=invite inv1")
        .uris("mimi://acme.example/g/inv1/guest1")
        .group("groupOne");
  }

  TestCertificates uris(String... values) {
    uris = List.of(values);
    return this;
  }

  TestCertificates group(String value) {
    group = value;
    return this;
  }

  TestCertificates issuerName(String value) {
    issuerName = value;
    return this;
  }

  TestCertificates subject(String value) {
    subject = value;
    return this;
  }

  TestCertificates authority(boolean value) {
    authority = value;
    return this;
  }

  TestCertificates strangeExtension() {
    strangeExtension = true;
    return this;
  }

  TestCertificates key(PublicKey value) {
    key = value;
    return this;
  }

  TestCertificates valid(Instant from, Instant to) {
    notBefore = from;
    notAfter = to;
    return this;
  }

  TestCertificates signedBy(PrivateKey value) {
    signer = value;
    return this;
  }

  byte[] der() {
    try {
      X509v3CertificateBuilder builder =
          new X509v3CertificateBuilder(
              new X500Name(issuerName),
              BigInteger.TEN,
              Date.from(notBefore),
              Date.from(notAfter),
              new X500Name(subject),
              SubjectPublicKeyInfo.getInstance(key.getEncoded()));
      if (authority) {
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      }
      if (!uris.isEmpty()) {
        builder.addExtension(
            Extension.subjectAlternativeName,
            false,
            new GeneralNames(
                uris.stream()
                    .map(uri -> new GeneralName(GeneralName.uniformResourceIdentifier, uri))
                    .toArray(GeneralName[]::new)));
      }
      if (!group.isEmpty()) {
        builder.addExtension(
            new ASN1ObjectIdentifier(Certificates.GROUP_EXTENSION),
            false,
            new DERUTF8String(group));
      }
      if (strangeExtension) {
        builder.addExtension(
            new ASN1ObjectIdentifier("2.25.1"), true, new DERUTF8String("unheard of"));
      }
      return builder.build(new JcaContentSignerBuilder("Ed25519").build(signer)).getEncoded();
    } catch (java.io.IOException | org.bouncycastle.operator.OperatorCreationException e) {
      throw new AssertionError(e);
    }
  }
}
