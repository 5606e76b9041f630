package eu.paravent.mls.credential;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CRL;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Believes X.509 credentials (RFC 9420 §5.3) whose chain leads to a trust anchor by the rules of
 * RFC 5280 and whose end-entity certificate holds the signature key of the leaf. Everything else is
 * refused, unless another service for other types of credentials is given.
 *
 * <p>Nothing is fetched: no missing certificate, no revocation list. Certificates that have expired
 * are refused on every occasion, also in the tree of a group that is being joined.
 *
 * <p>Immutable and thread-safe, as far as what it is built from is. It uses {@code
 * java.security.cert} of the platform and is loaded only where the host uses it.
 */
public final class X509Authentication implements AuthenticationService {
  /** Longer chains are refused before they are read. */
  public static final int MAX_CHAIN = 8;

  /** In keyUsage (RFC 5280 §4.2.1.3). */
  private static final int DIGITAL_SIGNATURE = 0;

  private final Set<TrustAnchor> anchors;
  private final InstantSource clock;
  private final Identity identity;
  private final @Nullable Supplier<? extends Collection<? extends CRL>> revocationLists;
  private final @Nullable AuthenticationService others;

  private X509Authentication(Builder b) {
    anchors = Set.copyOf(b.anchors);
    clock = b.clock;
    identity = b.identity;
    revocationLists = b.revocationLists;
    others = b.others;
  }

  /** Whom a certificate is about, in the application's eyes. */
  @FunctionalInterface
  public interface Identity {
    /**
     * Equal values mean the same client; empty means that the certificate names none, which is
     * refused.
     *
     * @param endEntity not necessarily validated yet
     */
    Optional<String> of(X509Certificate endEntity);
  }

  public static Builder builder() {
    return new Builder();
  }

  @Override
  public void validate(Presented presented) throws CredentialException {
    if (!(presented.credential() instanceof Credential.X509 credential)) {
      if (others == null) {
        throw new CredentialException("Only X.509 credentials are accepted here");
      }
      others.validate(presented);
      return;
    }
    List<X509Certificate> chain = parse(credential);
    X509Certificate endEntity = chain.get(0);
    // RFC 9420 §5.3: the end-entity's key is the signature_key of the leaf
    if (!RawSubjectKey.isIn(endEntity, presented.signatureKey())) {
      throw new CredentialException("The certificate is for another key than the leaf's");
    }
    boolean[] usage = endEntity.getKeyUsage();
    if (usage != null && !usage[DIGITAL_SIGNATURE]) {
      throw new CredentialException("The certificate's key is not for digital signatures");
    }
    if (identity.of(endEntity).isEmpty()) {
      throw new CredentialException("The certificate names nobody");
    }
    validatePath(chain);
  }

  /** The same type of credential, and for X.509: the same identity. */
  @Override
  public boolean sameClient(Credential predecessor, Credential successor) {
    if (predecessor instanceof Credential.X509 before
        && successor instanceof Credential.X509 after) {
      Optional<String> name = identity(before);
      return name.isPresent() && name.equals(identity(after));
    }
    // who once showed a certificate is not continued by a bare claim
    return others != null
        && !(predecessor instanceof Credential.X509)
        && !(successor instanceof Credential.X509)
        && others.sameClient(predecessor, successor);
  }

  /** Whom a credential is about, whether or not it is valid; empty where it cannot be read. */
  public Optional<String> identity(Credential.X509 credential) {
    try {
      return identity.of(parse(credential).get(0));
    } catch (CredentialException e) {
      return Optional.empty();
    }
  }

  /** End-entity first; as long as the chain, and never empty. */
  private static List<X509Certificate> parse(Credential.X509 credential)
      throws CredentialException {
    int length = credential.chain().size();
    if (length == 0 || length > MAX_CHAIN) {
      throw new CredentialException("A chain of " + length + " certificates is not accepted");
    }
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      List<X509Certificate> chain = new ArrayList<>();
      for (byte[] encoded : credential.chain()) {
        X509Certificate certificate =
            (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(encoded));
        // the platform also reads PEM, and stops where the certificate ends
        if (!Arrays.equals(certificate.getEncoded(), encoded)) {
          throw new CredentialException("A certificate is not in DER, or is followed by more");
        }
        chain.add(certificate);
      }
      return chain;
    } catch (CertificateException | RuntimeException e) {
      // the platform's parser does not always declare what it throws
      throw new CredentialException("A certificate cannot be read", e);
    }
  }

  private void validatePath(List<X509Certificate> chain) throws CredentialException {
    try {
      PKIXParameters rules = new PKIXParameters(anchors);
      rules.setDate(Date.from(clock.instant()));
      rules.setRevocationEnabled(revocationLists != null);
      if (revocationLists != null) {
        rules.addCertStore(
            CertStore.getInstance(
                "Collection", new CollectionCertStoreParameters(revocationLists.get())));
      }
      // in the order in which they were sent: each must certify the one before it
      CertPathValidator.getInstance("PKIX")
          .validate(
              CertificateFactory.getInstance("X.509").generateCertPath(withoutAnchor(chain)),
              rules);
    } catch (CertPathValidatorException e) {
      throw new CredentialException(
          "The certificate chain is not valid: " + e.getReason() + " at " + e.getIndex(), e);
    } catch (InvalidAlgorithmParameterException | NoSuchAlgorithmException e) {
      throw new IllegalStateException("The platform lacks PKIX validation as configured", e);
    } catch (GeneralSecurityException e) {
      throw new CredentialException("The certificate chain cannot be validated", e);
    }
  }

  /** RFC 9420 §5.3: the anchor may be left out; PKIX paths do not hold it. */
  private List<X509Certificate> withoutAnchor(List<X509Certificate> chain) {
    X509Certificate last = chain.get(chain.size() - 1);
    boolean anchor =
        chain.size() > 1 && anchors.stream().anyMatch(a -> last.equals(a.getTrustedCert()));
    return anchor ? chain.subList(0, chain.size() - 1) : chain;
  }

  /** Not thread-safe. At least one trust anchor must be given. */
  public static final class Builder {
    private final Set<TrustAnchor> anchors = new HashSet<>();
    private InstantSource clock = InstantSource.system();
    private Identity identity = SubjectNames::of;
    private @Nullable Supplier<? extends Collection<? extends CRL>> revocationLists;
    private @Nullable AuthenticationService others;

    private Builder() {}

    /** Chains may end here. What it certifies is believed, whatever the name. */
    public Builder trust(X509Certificate anchor) {
      anchors.add(new TrustAnchor(Objects.requireNonNull(anchor, "anchor"), null));
      return this;
    }

    /** Default: the system's. */
    public Builder clock(InstantSource clock) {
      this.clock = clock;
      return this;
    }

    /**
     * Default: the subject's name together with its alternative names. Where several anchors are
     * trusted and may certify the same names, include what tells them apart.
     */
    public Builder identity(Identity identity) {
      this.identity = identity;
      return this;
    }

    /**
     * From now on each certificate of a chain must be covered by a valid revocation list of its
     * issuer and not stand in it. Default: revocation is not checked.
     *
     * @param lists asked at every validation
     */
    public Builder revocationLists(Supplier<? extends Collection<? extends CRL>> lists) {
      revocationLists = lists;
      return this;
    }

    /** Asked for all credentials that are not X.509. Default: they are refused. */
    public Builder others(AuthenticationService service) {
      others = service;
      return this;
    }

    /**
     * @throws IllegalStateException without a trust anchor
     */
    public X509Authentication build() {
      if (anchors.isEmpty()) {
        throw new IllegalStateException("Give at least one trust anchor");
      }
      return new X509Authentication(this);
    }
  }
}
