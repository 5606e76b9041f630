package eu.paravent.client.internal.keys;

import eu.paravent.client.UserId;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;

/** A certificate from outside, read as far as it matters here. Reading verifies nothing. */
public final class Certificate {
  private final X509CertificateHolder holder;
  private final byte[] publicKey;
  private final List<String> uris;

  private Certificate(X509CertificateHolder holder, byte[] publicKey, List<String> uris) {
    this.holder = holder;
    this.publicKey = publicKey;
    this.uris = uris;
  }

  /**
   * @throws CertificateException if it is not a certificate with an Ed25519 key and signature
   */
  public static Certificate read(byte[] der) throws CertificateException {
    try {
      X509CertificateHolder holder = new X509CertificateHolder(der);
      if (!holder
              .getSubjectPublicKeyInfo()
              .getAlgorithm()
              .getAlgorithm()
              .equals(EdECObjectIdentifiers.id_Ed25519)
          || !holder
              .getSignatureAlgorithm()
              .getAlgorithm()
              .equals(EdECObjectIdentifiers.id_Ed25519)) {
        throw new CertificateException("The certificate is not an Ed25519 one");
      }
      return new Certificate(
          holder, holder.getSubjectPublicKeyInfo().getPublicKeyData().getOctets(), uris(holder));
    } catch (IOException | RuntimeException e) {
      throw new CertificateException("The certificate cannot be read", e);
    }
  }

  private static List<String> uris(X509CertificateHolder holder) {
    GeneralNames names =
        GeneralNames.fromExtensions(holder.getExtensions(), Extension.subjectAlternativeName);
    List<String> uris = new ArrayList<>();
    if (names != null) {
      for (GeneralName name : names.getNames()) {
        if (name.getTagNo() == GeneralName.uniformResourceIdentifier) {
          uris.add(ASN1IA5String.getInstance(name.getName()).getString());
        }
      }
    }
    return List.copyOf(uris);
  }

  /** Raw. */
  public byte[] publicKey() {
    return publicKey.clone();
  }

  public boolean validAt(Instant instant) {
    return holder.isValidOn(new Date(instant.toEpochMilli()));
  }

  public Instant notAfter() {
    return Instant.ofEpochMilli(holder.getNotAfter().getTime());
  }

  BigInteger serial() {
    return holder.getSerialNumber();
  }

  X500Name subject() {
    return holder.getSubject();
  }

  boolean authority() {
    BasicConstraints constraints =
        holder.getExtensions() == null
            ? null
            : BasicConstraints.fromExtensions(holder.getExtensions());
    return constraints != null && constraints.isCA();
  }

  /** Whether the certificate was signed with the key that belongs to this public key. */
  public boolean signedBy(byte[] issuerKey) {
    try {
      return SigningKey.verify(
          issuerKey,
          holder.toASN1Structure().getTBSCertificate().getEncoded(),
          holder.getSignature());
    } catch (IOException e) {
      return false;
    }
  }

  /** The staff or guest user named in it. */
  public UserId user() throws CertificateException {
    return uris.stream()
        .filter(uri -> !isDevice(uri))
        .findFirst()
        .map(Certificate::userOrNull)
        .orElseThrow(() -> new CertificateException("The certificate names no user"));
  }

  private static @org.jspecify.annotations.Nullable UserId userOrNull(String uri) {
    try {
      return new UserId(uri);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** The device named in it; a guest is its own device. */
  public String deviceUri() throws CertificateException {
    UserId user = user();
    List<String> expected = new ArrayList<>(uris);
    expected.remove(user.uri());
    if (user.guest() && expected.isEmpty()) {
      return user.uri();
    }
    String prefix = "mimi://" + user.organisation() + "/d/";
    if (!user.guest()
        && expected.size() == 1
        && expected.get(0).startsWith(prefix)
        && expected.get(0).substring(prefix.length()).matches("[A-Za-z0-9_-]{1,64}")) {
      return expected.get(0);
    }
    throw new CertificateException("The certificate does not name exactly one user and one device");
  }

  private static boolean isDevice(String uri) {
    return uri.matches("mimi://[^/]+/d/.*");
  }

  /** The group a guest certificate is good for, in base64url. */
  public Optional<String> guestGroup() {
    try {
      return text(CertificateBuilder.GUEST_GROUP_OID);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether it is for a device that keeps records and does nothing else.
   *
   * @throws CertificateException if it is for something that this version does not know
   */
  public boolean archivist() throws CertificateException {
    try {
      Optional<String> role = text(CertificateBuilder.ROLE_OID);
      if (role.isPresent() && !role.get().equals(CertificateBuilder.ARCHIVIST)) {
        throw new CertificateException("The certificate is for a role that is not known");
      }
      return role.isPresent();
    } catch (IllegalArgumentException e) {
      throw new CertificateException("The certificate's role cannot be read", e);
    }
  }

  private Optional<String> text(String oid) {
    Extension extension = holder.getExtension(new ASN1ObjectIdentifier(oid));
    return extension == null
        ? Optional.empty()
        : Optional.of(ASN1UTF8String.getInstance(extension.getParsedValue()).getString());
  }

  /** Not acceptable; the message says why, with public ids only. */
  public static final class CertificateException extends Exception {
    private static final long serialVersionUID = 1L;

    public CertificateException(String message) {
      super(message);
    }

    CertificateException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
