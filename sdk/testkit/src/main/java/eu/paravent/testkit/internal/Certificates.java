package eu.paravent.testkit.internal;

import eu.paravent.protocol.Limits;
import eu.paravent.protocol.ProblemCode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the certificates of the contract say, and whether they may say it. */
final class Certificates {
  private static final String GROUP_EXTENSION = "2.25.317424830270138420118604157294538264673";
  private static final String NAME = "([A-Za-z0-9_-]{1,64})";
  private static final String HOST = "mimi://([a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?)/";
  private static final Pattern USER = Pattern.compile(HOST + "u/" + NAME);
  private static final Pattern DEVICE = Pattern.compile(HOST + "d/" + NAME);
  private static final Pattern GUEST = Pattern.compile(HOST + "g/" + NAME + "/" + NAME);
  // RFC 8410 §4: SubjectPublicKeyInfo of an Ed25519 key, up to the key itself
  private static final byte[] SPKI_PREFIX = {
    0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00
  };

  private Certificates() {}

  static X509Certificate parse(byte[] der) {
    if (der.length > Limits.CERTIFICATE) {
      throw refused("it is larger than " + Limits.CERTIFICATE + " bytes");
    }
    try {
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(der));
      if (!Arrays.equals(certificate.getEncoded(), der)) {
        throw refused("something stands behind it");
      }
      return certificate;
    } catch (CertificateException e) {
      throw refused("it is not a DER certificate");
    }
  }

  /** The identity that the first certificate claims; who vouches for it is checked apart. */
  static Identity identity(List<byte[]> chain) {
    if (chain.isEmpty() || chain.size() > Limits.CHAIN) {
      throw refused("the chain has " + chain.size() + " certificates");
    }
    X509Certificate certificate = parse(chain.get(0));
    List<String> uris = uris(certificate);
    byte[] key = rawKey(certificate);
    if (uris.size() == 1 && chain.size() == 1) {
      Matcher guest = GUEST.matcher(uris.get(0));
      if (guest.matches()) {
        return new Identity(
            guest.group(1),
            uris.get(0),
            uris.get(0),
            Optional.of(guest.group(2)),
            Optional.of(groupOf(certificate)),
            key);
      }
    }
    if (uris.size() == 2 && chain.size() == 2) {
      Matcher user = USER.matcher(uris.get(0));
      Matcher device = DEVICE.matcher(uris.get(1));
      if (user.matches() && device.matches() && user.group(1).equals(device.group(1))) {
        return new Identity(
            user.group(1), uris.get(0), uris.get(1), Optional.empty(), Optional.empty(), key);
      }
    }
    throw refused("its names are neither those of a staff device nor of a guest");
  }

  static void requireSignedBy(byte[] der, PublicKey issuer, Instant now) {
    X509Certificate certificate = parse(der);
    try {
      certificate.verify(issuer);
      certificate.checkValidity(Date.from(now));
    } catch (CertificateException e) {
      throw refused("it is not valid now: have it renewed");
    } catch (GeneralSecurityException e) {
      throw refused("another key than the expected one signed it");
    }
    if (certificate.getBasicConstraints() >= 0) {
      throw refused("it is one of an authority, not of a device");
    }
  }

  /** Root certificates: self-signed, Ed25519, CA, {@code O=<organisation id>}. */
  static PublicKey requireRoot(byte[] der, String organisation, Instant now) {
    X509Certificate root = parse(der);
    rawKey(root);
    try {
      root.verify(root.getPublicKey());
      root.checkValidity(Date.from(now));
    } catch (GeneralSecurityException e) {
      throw refused("the root is not self-signed or not valid now");
    }
    if (root.getBasicConstraints() < 0) {
      throw refused("the root is not marked as an authority");
    }
    if (!root.getSubjectX500Principal().getName().equals("O=" + organisation)) {
      throw refused("the root is of another organisation");
    }
    return root.getPublicKey();
  }

  static PublicKey publicKey(byte[] raw) {
    byte[] spki = Arrays.copyOf(SPKI_PREFIX, SPKI_PREFIX.length + 32);
    if (raw.length != 32) {
      throw new Refusal(ProblemCode.INVALID_VALUE, "An Ed25519 public key has 32 bytes");
    }
    System.arraycopy(raw, 0, spki, SPKI_PREFIX.length, 32);
    try {
      return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki));
    } catch (GeneralSecurityException e) {
      throw new Refusal(ProblemCode.INVALID_VALUE, "This is not an Ed25519 public key");
    }
  }

  private static byte[] rawKey(X509Certificate certificate) {
    byte[] spki = certificate.getPublicKey().getEncoded();
    if (spki.length != SPKI_PREFIX.length + 32
        || !Arrays.equals(spki, 0, SPKI_PREFIX.length, SPKI_PREFIX, 0, SPKI_PREFIX.length)) {
      throw refused("its key is not Ed25519");
    }
    return Arrays.copyOfRange(spki, SPKI_PREFIX.length, spki.length);
  }

  private static List<String> uris(X509Certificate certificate) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      List<String> uris = new ArrayList<>();
      if (names != null) {
        for (List<?> name : names) {
          if (Integer.valueOf(6).equals(name.get(0)) && name.get(1) instanceof String uri) {
            uris.add(uri);
          }
        }
      }
      return uris;
    } catch (CertificateException e) {
      throw refused("its alternative names cannot be read");
    }
  }

  private static String groupOf(X509Certificate certificate) {
    byte[] wrapped = certificate.getExtensionValue(GROUP_EXTENSION);
    // OCTET STRING around UTF8String, both short
    if (wrapped == null
        || wrapped.length < 4
        || wrapped[2] != 0x0c
        || wrapped[3] < 0
        || wrapped[3] != wrapped.length - 4) {
      throw refused("it does not say for which group it is");
    }
    return new String(wrapped, 4, wrapped.length - 4, StandardCharsets.UTF_8);
  }

  private static Refusal refused(String why) {
    return new Refusal(ProblemCode.CERTIFICATE_REFUSED, "The certificate is refused: " + why);
  }
}
