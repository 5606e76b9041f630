package eu.paravent.server.identity.control;

import eu.paravent.protocol.Limits;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.server.problems.control.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/**
 * The rules for certificates of protocol version 1 (chapter Names), on top of RFC 5280. Refuses
 * with {@link ProblemCode#CERTIFICATE_REFUSED}; never names a key or a serial number.
 */
public final class Certificates {
  /** Binds a guest certificate to one group. */
  static final String GROUP_EXTENSION = "2.25.317424830270138420118604157294538264673";

  /** What the organisation enrolled the device for, where that is something of its own. */
  private static final String ROLE_EXTENSION = "2.25.319863988258513078939064405390244773262";

  private static final String ARCHIVIST = "archivist";

  private static final int URI = 6, KEY_CERT_SIGN = 5, DIGITAL_SIGNATURE = 0;

  private Certificates() {}

  /** A root that may be registered for this organisation; answers its raw public key. */
  public static byte[] checkRoot(byte[] der, String organisation, Instant now) {
    X509Certificate root = parse(der);
    byte[] key = key(root);
    checkSigned(root, key, "The root certificate is not signed by itself.");
    if (root.getBasicConstraints() < 0 || !allows(root, KEY_CERT_SIGN)) {
      throw refused("The root certificate must be a CA certificate.");
    }
    checkCriticalExtensions(root);
    checkValid(root, now);
    if (!organisationOf(root).equals(organisation)) {
      throw refused("The subject of the root certificate must be O=" + organisation + ".");
    }
    return key;
  }

  /** The raw public key of a root that is registered. */
  public static byte[] rootKey(byte[] der) {
    return key(parse(der));
  }

  /** The name in the device's certificate, before anything is verified. */
  public static DeviceName claimedName(List<byte[]> chain) {
    if (chain.isEmpty() || chain.size() > Limits.CHAIN) {
      throw refused("A chain holds 1 to " + Limits.CHAIN + " certificates.");
    }
    return name(parse(chain.get(0)));
  }

  /**
   * A staff device whose certificate the organisation's root made.
   *
   * @param root DER as registered
   */
  public static VerifiedDevice checkStaff(
      DeviceName.Staff expected, List<byte[]> chain, byte[] root, Instant now) {
    if (chain.size() != 2 || !Arrays.equals(chain.get(1), root)) {
      throw refused(
          "The chain of a staff device is its certificate and the root registered for "
              + expected.organisation()
              + ".");
    }
    X509Certificate issuer = parse(root);
    checkValid(issuer, now);
    X509Certificate device = parse(chain.get(0));
    if (!device.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
      throw refused("The certificate was not issued under the registered root.");
    }
    checkSigned(device, key(issuer), "The certificate is not signed by the registered root.");
    checkEndEntity(device, now);
    if (!name(device).equals(expected)) {
      throw refused("The certificate names another device.");
    }
    return new VerifiedDevice(expected, chain, key(device), expiry(device, issuer));
  }

  /**
   * A guest whose certificate was made with the key of its invite.
   *
   * @param groupId of the invite, base64url
   */
  public static VerifiedDevice checkGuest(
      DeviceName.Guest expected,
      List<byte[]> chain,
      byte[] inviteKey,
      String groupId,
      Instant now) {
    if (chain.size() != 1) {
      throw refused("The chain of a guest is its one certificate.");
    }
    X509Certificate guest = parse(chain.get(0));
    checkSigned(guest, inviteKey, "The certificate is not signed with the key of the invite.");
    X500Name issuer = X500Name.getInstance(guest.getIssuerX500Principal().getEncoded());
    if (!only(issuer, BCStyle.CN).equals("invite " + expected.inviteId())) {
      throw refused("The issuer must be CN=invite " + expected.inviteId() + ".");
    }
    checkEndEntity(guest, now);
    if (!name(guest).equals(expected)) {
      throw refused("The certificate names another guest.");
    }
    if (!groupOf(guest).equals(groupId)) {
      throw refused("The certificate is for another group.");
    }
    return new VerifiedDevice(expected, chain, key(guest), guest.getNotAfter().toInstant());
  }

  /** Serial number in hexadecimal, as revocation lists are kept. */
  public static String serial(byte[] der) {
    return parse(der).getSerialNumber().toString(16);
  }

  /** Whether the organisation enrolled this device to keep records; members check the same. */
  public static boolean keepsRecords(byte[] der) {
    return text(parse(der), ROLE_EXTENSION).filter(ARCHIVIST::equals).isPresent();
  }

  static X509Certificate parse(byte[] der) {
    if (der.length > Limits.CERTIFICATE) {
      throw refused("A certificate has at most " + Limits.CERTIFICATE + " bytes.");
    }
    try {
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(der));
      if (!Arrays.equals(certificate.getEncoded(), der)) {
        throw refused("The certificate is not one DER structure (PEM is not accepted).");
      }
      return certificate;
    } catch (GeneralSecurityException e) {
      throw refused("The certificate cannot be read as X.509 in DER.");
    }
  }

  private static byte[] key(X509Certificate certificate) {
    try {
      return Ed25519Keys.raw(certificate.getPublicKey());
    } catch (GeneralSecurityException e) {
      throw refused("The certificate's key must be Ed25519.");
    }
  }

  private static void checkSigned(X509Certificate certificate, byte[] issuerKey, String otherwise) {
    try {
      certificate.verify(Ed25519Keys.of(issuerKey));
    } catch (GeneralSecurityException e) {
      throw refused(otherwise);
    }
  }

  private static void checkEndEntity(X509Certificate certificate, Instant now) {
    if (certificate.getBasicConstraints() >= 0 || !allows(certificate, DIGITAL_SIGNATURE)) {
      throw refused("A device's certificate must be for signatures and not be a CA certificate.");
    }
    checkCriticalExtensions(certificate);
    checkValid(certificate, now);
  }

  private static void checkCriticalExtensions(X509Certificate certificate) {
    if (certificate.hasUnsupportedCriticalExtension()) {
      throw refused("The certificate has a critical extension that this server does not know.");
    }
  }

  private static void checkValid(X509Certificate certificate, Instant now) {
    // A certificate made a moment ago on a clock that is a little ahead is forgiven; an expired one
    // is not.
    Instant latest = now.plus(Limits.CLOCK_SKEW);
    if (certificate.getNotBefore().toInstant().isAfter(latest)) {
      throw refused("The certificate is not valid yet. Check the clocks.");
    }
    if (certificate.getNotAfter().toInstant().isBefore(now)) {
      throw refused("The certificate has expired. Ask the organisation for a new one.");
    }
  }

  /** RFC 5280 §4.2.1.3: where key usage is absent, everything is allowed. */
  private static boolean allows(X509Certificate certificate, int usage) {
    boolean[] usages = certificate.getKeyUsage();
    return usages == null || usages[usage];
  }

  private static DeviceName name(X509Certificate certificate) {
    List<String> uris = uris(certificate);
    return (switch (uris.size()) {
          case 1 -> DeviceName.guest(uris.get(0)).map(guest -> (DeviceName) guest);
          case 2 -> DeviceName.staff(uris.get(0), uris.get(1)).map(staff -> (DeviceName) staff);
          default -> java.util.Optional.<DeviceName>empty();
        })
        .orElseThrow(
            () ->
                refused(
                    "The certificate's subject alternative names must be the user's and the device's URI, or the"
                        + " guest's."));
  }

  private static List<String> uris(X509Certificate certificate) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names == null
          ? List.of()
          : names.stream()
              .map(name -> Integer.valueOf(URI).equals(name.get(0)) ? (String) name.get(1) : "")
              .toList();
    } catch (CertificateParsingException e) {
      throw refused("The certificate's subject alternative names cannot be read.");
    }
  }

  private static String groupOf(X509Certificate certificate) {
    if (certificate.getExtensionValue(GROUP_EXTENSION) == null) {
      throw refused("The guest's certificate does not name its group.");
    }
    return text(certificate, GROUP_EXTENSION)
        .orElseThrow(() -> refused("The group in the guest's certificate cannot be read."));
  }

  /** Empty where there is no such extension, or it is no text. */
  private static Optional<String> text(X509Certificate certificate, String extension) {
    byte[] found = certificate.getExtensionValue(extension);
    if (found == null) {
      return Optional.empty();
    }
    try {
      byte[] value = ASN1OctetString.getInstance(found).getOctets();
      return ASN1Primitive.fromByteArray(value) instanceof ASN1UTF8String text
          ? Optional.of(text.getString())
          : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String organisationOf(X509Certificate certificate) {
    return only(
        X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded()), BCStyle.O);
  }

  /** The value where the name is this one attribute and nothing else; otherwise empty. */
  private static String only(X500Name name, org.bouncycastle.asn1.ASN1ObjectIdentifier type) {
    RDN[] parts = name.getRDNs();
    if (parts.length != 1
        || parts[0].isMultiValued()
        || !parts[0].getFirst().getType().equals(type)) {
      return "";
    }
    return IETFUtils.valueToString(parts[0].getFirst().getValue());
  }

  private static Instant expiry(X509Certificate device, X509Certificate root) {
    Instant ends = device.getNotAfter().toInstant();
    Instant rootEnds = root.getNotAfter().toInstant();
    return ends.isBefore(rootEnds) ? ends : rootEnds;
  }

  private static Refusal refused(String detail) {
    return Refusal.of(ProblemCode.CERTIFICATE_REFUSED, detail);
  }
}
