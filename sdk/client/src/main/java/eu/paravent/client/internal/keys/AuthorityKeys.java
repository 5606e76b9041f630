package eu.paravent.client.internal.keys;

import eu.paravent.client.identity.AuthorityFileException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * The keys of an organisation authority and their PKCS#12 file (RFC 7292): the root key, and the
 * key that pseudonyms are made with.
 */
public final class AuthorityKeys implements AutoCloseable {
  private static final Duration ROOT_LIFETIME = Duration.ofDays(20 * 365);
  private static final String ROOT = "root", PSEUDONYMS = "pseudonyms";

  private final SigningKey root;
  private final byte[] pseudonymKey;
  private final byte[] certificate;
  private final String organisation;

  private AuthorityKeys(
      SigningKey root, byte[] pseudonymKey, byte[] certificate, String organisation) {
    this.root = root;
    this.pseudonymKey = pseudonymKey;
    this.certificate = certificate;
    this.organisation = organisation;
  }

  public static AuthorityKeys create(String organisation, Instant now) {
    SecureRandom random = new SecureRandom();
    SigningKey root = SigningKey.generate(random);
    byte[] pseudonymKey = new byte[32];
    random.nextBytes(pseudonymKey);
    return new AuthorityKeys(
        root,
        pseudonymKey,
        CertificateBuilder.root(root, organisation, now, ROOT_LIFETIME),
        organisation);
  }

  public String organisation() {
    return organisation;
  }

  public SigningKey root() {
    return root;
  }

  public byte[] rootCertificate() {
    return certificate.clone();
  }

  /**
   * 22 characters; HMAC-SHA256 under a key that only the authority has, so the server cannot try
   * names out.
   */
  public String pseudonym(String hostUserId) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(pseudonymKey, "HmacSHA256"));
      byte[] hash = mac.doFinal(hostUserId.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 16));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA256 is missing in this Java runtime", e);
    }
  }

  public static AuthorityKeys load(Path file, char[] password) {
    try (var in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password);
      Key rootKey = store.getKey(ROOT, password);
      Key pseudonyms = store.getKey(PSEUDONYMS, password);
      java.security.cert.Certificate certificate = store.getCertificate(ROOT);
      if (rootKey == null || pseudonyms == null || certificate == null) {
        throw new AuthorityFileException(
            "This file is not an organisation authority's: " + file.getFileName(), null);
      }
      byte[] seed =
          ASN1OctetString.getInstance(
                  PrivateKeyInfo.getInstance(rootKey.getEncoded()).parsePrivateKey())
              .getOctets();
      SigningKey root = SigningKey.ofSeed(seed);
      Arrays.fill(seed, (byte) 0);
      byte[] der = certificate.getEncoded();
      return new AuthorityKeys(root, pseudonyms.getEncoded(), der, organisationOf(der));
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new AuthorityFileException(
          "Cannot open the organisation authority "
              + file.getFileName()
              + ": check the path and the password",
          e);
    }
  }

  private static String organisationOf(byte[] der) throws IOException {
    X509CertificateHolder holder = new X509CertificateHolder(der);
    return holder.getSubject().getRDNs(BCStyle.O)[0].getFirst().getValue().toString();
  }

  public void save(Path file, char[] password) {
    Path target = file.toAbsolutePath();
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, password);
      X509Certificate x509 =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(certificate));
      byte[] pkcs8 =
          new PrivateKeyInfo(
                  new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519),
                  new DEROctetString(root.insecureSeed()))
              .getEncoded();
      Key key = KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      store.setKeyEntry(ROOT, key, password, new java.security.cert.Certificate[] {x509});
      store.setKeyEntry(PSEUDONYMS, new SecretKeySpec(pseudonymKey, "AES"), password, null);
      write(store, target, password);
    } catch (IOException | GeneralSecurityException e) {
      throw new AuthorityFileException(
          "Cannot write the organisation authority to " + target.getFileName(), e);
    }
  }

  /**
   * Beside the target and moved over it when it is whole; temporary files belong to their owner
   * only.
   */
  private static void write(KeyStore store, Path target, char[] password)
      throws IOException, GeneralSecurityException {
    Path folder = Objects.requireNonNull(target.getParent());
    Files.createDirectories(folder);
    Path temporary = Files.createTempFile(folder, "authority", ".tmp");
    try {
      try (FileChannel out = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        store.store(Channels.newOutputStream(out), password);
        // on the disk before its name is: this key has no second copy
        out.force(true);
      }
      try {
        Files.move(
            temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  @Override
  public void close() {
    root.close();
    Arrays.fill(pseudonymKey, (byte) 0);
  }
}
