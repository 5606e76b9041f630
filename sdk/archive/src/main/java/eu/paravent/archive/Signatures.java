package eu.paravent.archive;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import eu.paravent.client.archive.RecordDesk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** Verifies with nothing but what stands in RFCs 5280, 7515, 8032 and 9420. */
final class Signatures {
  /** In certificates of devices that keep records: docs/group-rules.md. */
  private static final ASN1ObjectIdentifier ROLE =
      new ASN1ObjectIdentifier("2.25.319863988258513078939064405390244773262");

  private static final byte[] LABEL =
      "MLS 1.0 FramedContentTBS".getBytes(StandardCharsets.US_ASCII);

  private Signatures() {}

  /** Why this line is not one that the archivist signed. */
  static Optional<String> line(Line line, List<byte[]> chain, byte[] root) {
    try {
      if (chain.size() != 2 || !Arrays.equals(chain.get(1), root)) {
        return Optional.of("its signer is not vouched for by the trusted root");
      }
      X509CertificateHolder leaf = new X509CertificateHolder(chain.get(0));
      if (!Bytes.hash(chain.get(0)).equals(line.text("signer"))
          || !signedBy(leaf, new X509CertificateHolder(root))
          || !archivist(leaf)) {
        return Optional.of("its signer is no archivist of the organisation");
      }
      Optional<Instant> at = line.time("at");
      if (at.isEmpty() || !leaf.isValidOn(Date.from(at.get()))) {
        return Optional.of("its signer's certificate was not valid then");
      }
      return jws(line.signed(), key(leaf)) ? Optional.empty() : Optional.of("its signature is bad");
    } catch (IOException | RuntimeException e) {
      return Optional.of("its signature cannot be read");
    }
  }

  /** Whether the first of these certificates, vouched for by the second, signed it. */
  static boolean by(String compact, List<byte[]> chain) {
    try {
      X509CertificateHolder leaf = new X509CertificateHolder(chain.get(0));
      return signedBy(leaf, new X509CertificateHolder(chain.get(1)))
          && archivist(leaf)
          && jws(compact, key(leaf));
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  /** Whether this key signed it as a line of a journal. */
  static boolean jws(String compact, byte[] key) {
    String[] parts = compact.split("\\.", -1);
    try {
      JsonObject header = JsonParser.object().from(Bytes.utf8(Bytes.bytes(parts[0])));
      return parts.length == 3
          && "EdDSA".equals(header.getString("alg"))
          && RecordDesk.SIGNED_TYPE.equals(header.getString("typ"))
          && !header.has("crit")
          && ed25519(key, Bytes.utf8(parts[0] + "." + parts[1]), Bytes.bytes(parts[2]));
    } catch (JsonParserException | IllegalArgumentException e) {
      return false;
    }
  }

  /** Why this message is not one that its sender signed in this conversation. */
  static Optional<String> message(Entry entry) {
    try {
      byte[] signed = entry.bytes("toBeSigned");
      X509CertificateHolder leaf =
          new X509CertificateHolder(Bytes.bytes(entry.certificates().getString(0)));
      boolean guest = entry.certificates().size() == 1;
      if (!guest
          && !signedBy(
              leaf, new X509CertificateHolder(Bytes.bytes(entry.certificates().getString(1))))) {
        return Optional.of("its sender's certificate is nobody's");
      }
      if (!names(leaf, entry.text("by"))) {
        return Optional.of("its certificate is not its sender's");
      }
      if (!ed25519(key(leaf), withLabel(signed), entry.bytes("signature"))) {
        return Optional.of("its sender's signature is bad");
      }
      if (!group(signed).equals(entry.text("conversation"))
          || !contains(signed, entry.bytes("content"))) {
        return Optional.of("it is not what its sender signed");
      }
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.of("what its sender signed cannot be read");
    }
  }

  /** SignContent (RFC 9420 §5.1.2). */
  private static byte[] withLabel(byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    length(out, LABEL.length);
    out.writeBytes(LABEL);
    length(out, content.length);
    out.writeBytes(content);
    return out.toByteArray();
  }

  /** Variable-size vector length (RFC 9420 §2.1.2). */
  private static void length(ByteArrayOutputStream out, int length) {
    if (length < 1 << 6) {
      out.write(length);
    } else if (length < 1 << 14) {
      out.write(0x40 | length >> 8);
      out.write(length);
    } else {
      out.write(0x80 | length >> 24);
      out.write(length >> 16);
      out.write(length >> 8);
      out.write(length);
    }
  }

  /** The group id in FramedContentTBS (RFC 9420 §6.1), after version and wire format. */
  private static String group(byte[] signed) {
    int length = signed[4];
    return Bytes.text(Arrays.copyOfRange(signed, 5, 5 + length));
  }

  private static boolean contains(byte[] whole, byte[] part) {
    for (int from = 0; from + part.length <= whole.length; from++) {
      if (Arrays.equals(whole, from, from + part.length, part, 0, part.length)) {
        return true;
      }
    }
    return false;
  }

  private static boolean names(X509CertificateHolder leaf, String uri) {
    GeneralNames names =
        GeneralNames.fromExtensions(leaf.getExtensions(), Extension.subjectAlternativeName);
    return names != null
        && Arrays.stream(names.getNames())
            .filter(name -> name.getTagNo() == GeneralName.uniformResourceIdentifier)
            .anyMatch(name -> name.getName().toString().equals(uri));
  }

  private static boolean archivist(X509CertificateHolder leaf) {
    Extension extension = leaf.getExtension(ROLE);
    return extension != null
        && ASN1UTF8String.getInstance(extension.getParsedValue()).getString().equals("archivist");
  }

  private static byte[] key(X509CertificateHolder certificate) {
    return certificate.getSubjectPublicKeyInfo().getPublicKeyData().getOctets();
  }

  private static boolean signedBy(X509CertificateHolder leaf, X509CertificateHolder issuer)
      throws IOException {
    return ed25519(
        key(issuer), leaf.toASN1Structure().getTBSCertificate().getEncoded(), leaf.getSignature());
  }

  private static boolean ed25519(byte[] key, byte[] content, byte[] signature) {
    Ed25519Signer verifier = new Ed25519Signer();
    verifier.init(false, new Ed25519PublicKeyParameters(key, 0));
    verifier.update(content, 0, content.length);
    return verifier.verifySignature(signature);
  }
}
