package eu.paravent.mls;

import eu.paravent.mls.GroupPolicy.Member;
import java.util.List;
import java.util.Optional;

/**
 * One client's view of one group. Every call that changes state writes it, atomically, before it
 * returns. Not thread-safe: one writer per group. After an exception other than {@link
 * MlsException} discard the object and load it again.
 */
public final class MlsGroup {
  MlsGroup() {}

  public byte[] groupId() {
    throw new UnsupportedOperationException();
  }

  /** 0 to 2^64 - 1, as an unsigned long. */
  public long epoch() {
    throw new UnsupportedOperationException();
  }

  public CipherSuite cipherSuite() {
    throw new UnsupportedOperationException();
  }

  /** False for a prepared external join and after this client was removed. */
  public boolean active() {
    throw new UnsupportedOperationException();
  }

  public int ownLeafIndex() {
    throw new UnsupportedOperationException();
  }

  /** In the order of their leaves. */
  public List<Member> members() {
    throw new UnsupportedOperationException();
  }

  public Extensions contextExtensions() {
    throw new UnsupportedOperationException();
  }

  /**
   * Encrypts application data (RFC 9420 §6.3, §15.1), padded to a size class. The generation is
   * stored before the ciphertext is returned.
   */
  public byte[] encrypt(byte[] data, byte[] authenticatedData) throws MlsException {
    throw new UnsupportedOperationException();
  }

  /**
   * Processes an MLSMessage with a PublicMessage or PrivateMessage. This client's own pending
   * commit, got back, is merged. The client's own application messages cannot be decrypted and are
   * refused as {@link MlsException.Reason#REPLAYED}.
   */
  public ReceivedMessage process(byte[] message) throws MlsException {
    throw new UnsupportedOperationException();
  }

  /**
   * Stages a commit and stores it. The group's policy and RFC 9420 §12.2 are checked before
   * anything is made.
   */
  public CommitBundle commit(CommitSpec spec) throws MlsException {
    throw new UnsupportedOperationException();
  }

  /** The staged commit that waits for the delivery service, also after a restart. */
  public Optional<CommitBundle> pendingCommit() {
    throw new UnsupportedOperationException();
  }

  /** The delivery service accepted it: moves to the next epoch. */
  public ReceivedMessage.Commit mergePendingCommit() throws MlsException {
    throw new UnsupportedOperationException();
  }

  /** The delivery service refused it, or another commit won. */
  public void discardPendingCommit() {
    throw new UnsupportedOperationException();
  }

  /**
   * Proposes to remove a member, oneself included (RFC 9420 §12.1.3): MLSMessage with a
   * PublicMessage, to be sent. Kept as pending here too.
   */
  public byte[] proposeRemove(int leafIndex) throws MlsException {
    throw new UnsupportedOperationException();
  }

  /** Proposes new keys for the own leaf (RFC 9420 §12.1.2). */
  public byte[] proposeUpdate() throws MlsException {
    throw new UnsupportedOperationException();
  }

  /** Proposes to add the client of this key package (RFC 9420 §12.1.1). */
  public byte[] proposeAdd(byte[] keyPackageMessage) throws MlsException {
    throw new UnsupportedOperationException();
  }

  /** The proposals of this epoch that wait for a commit. */
  public List<ReceivedMessage.Proposal> pendingProposals() {
    throw new UnsupportedOperationException();
  }

  /** A signed GroupInfo of this epoch as MLSMessage, ratchet tree and external_pub included. */
  public byte[] groupInfo() throws MlsException {
    throw new UnsupportedOperationException();
  }

  /**
   * RFC 9420 §8.5.
   *
   * @param length 1 to 255 * KDF.Nh bytes
   */
  public byte[] exportSecret(String label, byte[] context, int length) {
    throw new UnsupportedOperationException();
  }

  /**
   * RFC 9420 §8.7: equal for two members exactly if they are in the same epoch of the same group
   * history.
   */
  public byte[] epochAuthenticator() {
    throw new UnsupportedOperationException();
  }

  /** Deletes everything stored for this group. */
  public void delete() {
    throw new UnsupportedOperationException();
  }
}
