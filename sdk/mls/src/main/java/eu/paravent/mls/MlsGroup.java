package eu.paravent.mls;

import eu.paravent.mls.GroupPolicy.Member;
import eu.paravent.mls.internal.group.Committing;
import eu.paravent.mls.internal.group.GroupSession;
import eu.paravent.mls.internal.group.LocalClient;
import eu.paravent.mls.internal.group.MessageReceiver;
import eu.paravent.mls.internal.group.MessageSender;
import eu.paravent.mls.internal.group.Succession;
import java.util.List;
import java.util.Optional;

/**
 * One client's view of one group. Every call that changes state writes it, atomically, before it
 * returns. Not thread-safe: one writer per group. After an exception other than {@link
 * MlsException} discard the object and load it again.
 */
public final class MlsGroup {
  private final LocalClient client;
  private final GroupSession session;

  MlsGroup(LocalClient client, GroupSession session) {
    this.client = client;
    this.session = session;
  }

  public byte[] groupId() {
    return session.view().groupId();
  }

  /** 0 to 2^64 - 1, as an unsigned long. */
  public long epoch() {
    return session.view().epoch();
  }

  public CipherSuite cipherSuite() {
    return client.crypto().suite();
  }

  /** False for a prepared external join, after this client was removed, and after a ReInit. */
  public boolean active() {
    return session.active();
  }

  public int ownLeafIndex() {
    return session.view().ownLeafIndex();
  }

  /** In the order of their leaves. */
  public List<Member> members() {
    return session.view().members();
  }

  public Extensions contextExtensions() {
    return session.view().contextExtensions();
  }

  /**
   * Encrypts application data (RFC 9420 §6.3, §15.1), padded to a size class. The generation is
   * stored before the ciphertext is returned.
   */
  public byte[] encrypt(byte[] data, byte[] authenticatedData) throws MlsException {
    return new MessageSender(session).encrypt(data, authenticatedData);
  }

  /**
   * Processes an MLSMessage with a PublicMessage or PrivateMessage. This client's own pending
   * commit, got back, is merged. The client's own application messages cannot be decrypted and are
   * refused as {@link MlsException.Reason#REPLAYED}.
   */
  public ReceivedMessage process(byte[] message) throws MlsException {
    return new MessageReceiver(session).process(message);
  }

  /**
   * Stages a commit and stores it. The group's policy and RFC 9420 §12.2 are checked before
   * anything is made.
   */
  public CommitBundle commit(CommitSpec spec) throws MlsException {
    return new Committing(session).commit(spec);
  }

  /** The staged commit that waits for the delivery service, also after a restart. */
  public Optional<CommitBundle> pendingCommit() {
    return session.pendingCommit();
  }

  /** The delivery service accepted it: moves to the next epoch. */
  public ReceivedMessage.Commit mergePendingCommit() throws MlsException {
    return session.mergeStaged();
  }

  /** The delivery service refused it, or another commit won. */
  public void discardPendingCommit() {
    session.discardStaged();
  }

  /**
   * Proposes to remove a member, oneself included (RFC 9420 §12.1.3): MLSMessage with a
   * PublicMessage, to be sent. Kept as pending here too.
   */
  public byte[] proposeRemove(int leafIndex) throws MlsException {
    return propose(new ProposalSpec.Remove(leafIndex));
  }

  /** Proposes new keys for the own leaf (RFC 9420 §12.1.2). */
  public byte[] proposeUpdate() throws MlsException {
    return new MessageSender(session).proposeUpdate();
  }

  /** Proposes to add the client of this key package (RFC 9420 §12.1.1). */
  public byte[] proposeAdd(byte[] keyPackageMessage) throws MlsException {
    return propose(new ProposalSpec.Add(keyPackageMessage));
  }

  /** Any proposal that is not about the own leaf, as the three above. */
  public byte[] propose(ProposalSpec proposal) throws MlsException {
    return new MessageSender(session).propose(proposal);
  }

  /**
   * Proposes to leave so that also who joins by external commit can take it up
   * (draft-ietf-mls-extensions, SelfRemove). Every member must support it: see {@link
   * MlsClient.Builder#supportSelfRemove}. One is made per epoch: asked again, it is the same
   * message.
   *
   * @throws MlsException RULE_VIOLATION where a member does not support it: use {@link
   *     #proposeRemove} then
   */
  public byte[] proposeSelfRemove() throws MlsException {
    return new MessageSender(session).proposeSelfRemove();
  }

  /**
   * What the successor of this group must be, once a ReInit ended it (RFC 9420 §11.2): see {@link
   * MlsClient#createSuccessor}. Empty before, and where an earlier version of this library ended
   * it.
   */
  public Optional<ProposalSpec.ReInit> reInit() {
    return session.reInit();
  }

  /**
   * Makes a new group with some of this one's members (RFC 9420 §11.3), of the same version and
   * cipher suite. It is in epoch 0; its {@linkplain #pendingCommit() pending commit} has the
   * Welcome, and is to be merged once the delivery service took it. This group goes on unchanged.
   * Who joins must have this group's present epoch, and verifies that all are members of it.
   *
   * @param keyPackages fresh ones of the other members of the branch
   * @throws MlsException RULE_VIOLATION where one of them is of nobody in this group
   */
  public MlsGroup branch(byte[] groupId, Extensions contextExtensions, List<byte[]> keyPackages)
      throws MlsException {
    return new MlsGroup(
        client, new Succession(client).branch(session, groupId, contextExtensions, keyPackages));
  }

  /** The proposals of this epoch that wait for a commit. */
  public List<ReceivedMessage.Proposal> pendingProposals() throws MlsException {
    return new MessageSender(session).pendingProposals();
  }

  /** A signed GroupInfo of this epoch as MLSMessage, ratchet tree and external_pub included. */
  public byte[] groupInfo() throws MlsException {
    return session.view().groupInfo(client);
  }

  /**
   * RFC 9420 §8.5.
   *
   * @param length 1 to 255 * KDF.Nh bytes
   */
  public byte[] exportSecret(String label, byte[] context, int length) {
    return session.view().exportSecret(client.crypto(), label, context, length);
  }

  /**
   * RFC 9420 §8.7: equal for two members exactly if they are in the same epoch of the same group
   * history.
   */
  public byte[] epochAuthenticator() {
    return session.view().epochAuthenticator();
  }

  /** Deletes everything stored for this group. */
  public void delete() {
    session.delete();
  }
}
