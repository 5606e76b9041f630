package eu.paravent.mls;

import eu.paravent.mls.credential.AuthenticationService;
import eu.paravent.mls.credential.Credential;
import eu.paravent.mls.storage.MlsStorage;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * One MLS client (RFC 9420 §2): its identity, its storage, its groups. Thread-safe as long as each
 * group is used by one thread at a time; holds no state beside the storage.
 */
public final class MlsClient {
  private MlsClient() {}

  public static Builder builder() {
    throw new UnsupportedOperationException("arrives with the core");
  }

  /**
   * Makes a key package and stores its private keys.
   *
   * @param lifetime from now; RFC 9420 §7.2 allows the receiver to set a maximum
   * @param lastResort marks it as reusable (mls-extensions draft, last_resort); its init key is
   *     kept after a join
   */
  public KeyPackage newKeyPackage(Duration lifetime, boolean lastResort) {
    throw new UnsupportedOperationException();
  }

  /** Makes a group of one, epoch 0, stored on return. */
  public MlsGroup createGroup(byte[] groupId, Extensions contextExtensions) throws MlsException {
    throw new UnsupportedOperationException();
  }

  /**
   * Joins by Welcome, every leaf verified. The ratchet tree is taken from the Welcome's group info.
   */
  public MlsGroup join(byte[] welcomeMessage) throws MlsException {
    throw new UnsupportedOperationException();
  }

  /**
   * Joins by Welcome with the ratchet tree got from elsewhere (optional nodes as in the
   * ratchet_tree extension).
   */
  public MlsGroup join(byte[] welcomeMessage, byte[] ratchetTree) throws MlsException {
    throw new UnsupportedOperationException();
  }

  /**
   * Prepares a join by external commit (RFC 9420 §12.4.3.2). The returned group is not {@linkplain
   * MlsGroup#active() active}: its {@linkplain MlsGroup#pendingCommit() pending commit} is to be
   * sent, then merged or discarded. Where the tree holds an earlier leaf of the same client, the
   * commit removes it. A stored group of the same id stays untouched until the merge.
   */
  public MlsGroup joinExternally(byte[] groupInfoMessage) throws MlsException {
    throw new UnsupportedOperationException();
  }

  /** As above, with external pre-shared keys mixed in. */
  public MlsGroup joinExternally(byte[] groupInfoMessage, List<byte[]> preSharedKeys)
      throws MlsException {
    throw new UnsupportedOperationException();
  }

  /** The stored group, as it was after its last write. */
  public Optional<MlsGroup> load(byte[] groupId) {
    throw new UnsupportedOperationException();
  }

  /** The prepared external join of this group id that was neither merged nor discarded. */
  public Optional<MlsGroup> loadPendingJoin(byte[] groupId) {
    throw new UnsupportedOperationException();
  }

  public void registerPreSharedKey(byte[] id, byte[] secret) {
    throw new UnsupportedOperationException();
  }

  /** Deletes the private keys of a key package, for instance after it expired unused. */
  public void deleteKeyPackage(byte[] reference) {
    throw new UnsupportedOperationException();
  }

  public static final class Builder {
    private Builder() {}

    /** Default: suite 0x0001. */
    public Builder cipherSuite(CipherSuite suite) {
      return this;
    }

    /**
     * @param signaturePrivateKey raw: for Ed25519 the 32-byte seed; copied
     */
    public Builder identity(Credential credential, byte[] signaturePrivateKey) {
      return this;
    }

    public Builder storage(MlsStorage storage) {
      return this;
    }

    public Builder authentication(AuthenticationService service) {
      return this;
    }

    /** Default: allow all. */
    public Builder policy(GroupPolicy policy) {
      return this;
    }

    /** Extension types (beside the default ones) that this client's leaves list as supported. */
    public Builder supportedExtensions(List<Integer> types) {
      return this;
    }

    /** Asked for lifetimes only. */
    public Builder clock(InstantSource clock) {
      return this;
    }

    public Builder random(SecureRandom random) {
      return this;
    }

    public MlsClient build() {
      return new MlsClient();
    }
  }
}
