package eu.paravent.client.internal.keys;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;

/**
 * Makes the kinds of certificates (RFC 5280, RFC 8410): roots, devices of staff, archivists,
 * guests. DER.
 */
public final class CertificateBuilder {
  /** Holds the group id, in base64url, that a guest certificate is good for. */
  public static final String GUEST_GROUP_OID = "2.25.317424830270138420118604157294538264673";

  /** Holds what a device of an organisation is for, where that is not to talk. */
  public static final String ROLE_OID = "2.25.319863988258513078939064405390244773262";

  static final String ARCHIVIST = "archivist";

  private static final AlgorithmIdentifier ED25519 =
      new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519);

  /** Clocks of other machines may run behind this one's. */
  private static final Duration BACKDATED = Duration.ofMinutes(5);

  private CertificateBuilder() {}

  static byte[] root(SigningKey key, String organisation, Instant now, Duration lifetime) {
    X500Name name = new X500NameBuilder().addRDN(BCStyle.O, organisation).build();
    return build(
        key,
        name,
        name,
        key.publicKey(),
        now,
        lifetime,
        List.of(
            new Entry(Extension.basicConstraints, true, new BasicConstraints(0)),
            new Entry(
                Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))));
  }

  public static byte[] device(
      SigningKey root,
      String organisation,
      String userUri,
      String deviceUri,
      byte[] publicKey,
      Instant now,
      Duration lifetime) {
    X500Name issuer = new X500NameBuilder().addRDN(BCStyle.O, organisation).build();
    X500Name subject =
        new X500NameBuilder().addRDN(BCStyle.O, organisation).addRDN(BCStyle.CN, "device").build();
    return build(root, issuer, subject, publicKey, now, lifetime, endEntity(userUri, deviceUri));
  }

  /** As {@link #device}, for one that keeps records. */
  public static byte[] archivist(
      SigningKey root,
      String organisation,
      String userUri,
      String deviceUri,
      byte[] publicKey,
      Instant now,
      Duration lifetime) {
    X500Name issuer = new X500NameBuilder().addRDN(BCStyle.O, organisation).build();
    X500Name subject =
        new X500NameBuilder()
            .addRDN(BCStyle.O, organisation)
            .addRDN(BCStyle.CN, "archivist")
            .build();
    List<Entry> entries = new ArrayList<>(endEntity(userUri, deviceUri));
    entries.add(new Entry(new ASN1ObjectIdentifier(ROLE_OID), false, new DERUTF8String(ARCHIVIST)));
    return build(root, issuer, subject, publicKey, now, lifetime, entries);
  }

  public static byte[] guest(
      SigningKey invite,
      String inviteId,
      String guestUri,
      String groupId,
      byte[] publicKey,
      Instant now,
      Duration lifetime) {
    X500Name issuer = new X500NameBuilder().addRDN(BCStyle.CN, "invite " + inviteId).build();
    X500Name subject = new X500NameBuilder().addRDN(BCStyle.CN, "guest").build();
    List<Entry> entries = new ArrayList<>(endEntity(guestUri));
    entries.add(
        new Entry(new ASN1ObjectIdentifier(GUEST_GROUP_OID), false, new DERUTF8String(groupId)));
    return build(invite, issuer, subject, publicKey, now, lifetime, entries);
  }

  private static List<Entry> endEntity(String... uris) {
    GeneralName[] names = new GeneralName[uris.length];
    for (int i = 0; i < uris.length; i++) {
      names[i] = new GeneralName(GeneralName.uniformResourceIdentifier, uris[i]);
    }
    return List.of(
        new Entry(Extension.basicConstraints, true, new BasicConstraints(false)),
        new Entry(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature)),
        new Entry(Extension.subjectAlternativeName, false, new GeneralNames(names)));
  }

  private record Entry(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {}

  private static byte[] build(
      SigningKey signer,
      X500Name issuer,
      X500Name subject,
      byte[] publicKey,
      Instant now,
      Duration lifetime,
      List<Entry> entries) {
    try {
      X509v3CertificateBuilder builder =
          new X509v3CertificateBuilder(
              issuer,
              new BigInteger(127, new SecureRandom()).add(BigInteger.ONE),
              new Date(now.minus(BACKDATED).toEpochMilli()),
              new Date(now.plus(lifetime).toEpochMilli()),
              subject,
              new SubjectPublicKeyInfo(ED25519, publicKey));
      for (Entry entry : entries) {
        builder.addExtension(entry.oid, entry.critical, entry.value);
      }
      return builder.build(new Signer(signer)).getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ed25519 signs the whole message at once. */
  static final class Signer implements ContentSigner {
    private final SigningKey key;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();

    Signer(SigningKey key) {
      this.key = key;
    }

    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
      return ED25519;
    }

    @Override
    public OutputStream getOutputStream() {
      return message;
    }

    @Override
    public byte[] getSignature() {
      return key.sign(message.toByteArray());
    }
  }
}
