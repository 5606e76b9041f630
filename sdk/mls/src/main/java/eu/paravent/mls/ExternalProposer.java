package eu.paravent.mls;

import eu.paravent.mls.credential.Credential;
import eu.paravent.mls.crypto.CryptoProvider;
import eu.paravent.mls.crypto.CryptoProviders;
import eu.paravent.mls.crypto.SignatureKeyPair;
import eu.paravent.mls.internal.framing.GroupInfo;
import eu.paravent.mls.internal.framing.MlsMessage;
import eu.paravent.mls.internal.framing.WireFormat;
import eu.paravent.mls.internal.group.OutsideProposal;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;

/**
 * Proposes changes of groups it is no member of and cannot read (RFC 9420 §12.1.8), where their
 * context lists it among its {@linkplain Extensions#withExternalSenders external senders}. What it
 * proposes is only done when a member commits it. Immutable and thread-safe.
 */
public final class ExternalProposer {
  private final SuiteCrypto crypto;
  private final InstantSource clock;
  private final Credential credential;
  private final SignatureKeyPair signer;

  private ExternalProposer(
      SuiteCrypto crypto, InstantSource clock, Credential credential, SignatureKeyPair signer) {
    this.crypto = crypto;
    this.clock = clock;
    this.credential = credential;
    this.signer = signer;
  }

  /**
   * With the default primitives and the system's clock.
   *
   * @param signaturePrivateKey raw, as in {@link MlsClient.Builder#identity}
   */
  public static ExternalProposer of(
      CipherSuite suite, Credential credential, byte[] signaturePrivateKey) {
    return of(
        suite,
        credential,
        signaturePrivateKey,
        CryptoProviders.best(),
        new SecureRandom(),
        InstantSource.system());
  }

  /**
   * @param clock asked for the lifetimes of key packages only
   */
  public static ExternalProposer of(
      CipherSuite suite,
      Credential credential,
      byte[] signaturePrivateKey,
      CryptoProvider provider,
      SecureRandom random,
      InstantSource clock) {
    SuiteCrypto crypto = new SuiteCrypto(suite, provider, random);
    return new ExternalProposer(
        crypto, clock, credential, crypto.signatureKeyPair(signaturePrivateKey.clone()));
  }

  /** What a group's context has to list. */
  public ExternalSender identity() {
    return new ExternalSender(signer.publicKey(), credential);
  }

  /**
   * A proposal for that epoch of that group: MLSMessage with a PublicMessage, to be sent.
   *
   * @param senderIndex this proposer's place in the group's external_senders
   * @throws MlsException if the spec holds a key package that is malformed or not valid now
   */
  public byte[] propose(byte[] groupId, long epoch, int senderIndex, ProposalSpec proposal)
      throws MlsException {
    if (senderIndex < 0) {
      throw new IllegalArgumentException("The place of an external sender is not negative");
    }
    return OutsideProposal.external(crypto, clock, signer, senderIndex, groupId, epoch, proposal);
  }

  /**
   * A proposal for the epoch of this group info, which is read and not verified: whoever made it up
   * gets a proposal that no group takes.
   *
   * @throws MlsException also RULE_VIOLATION where the group does not list this proposer
   */
  public byte[] propose(byte[] groupInfo, ProposalSpec proposal) throws MlsException {
    GroupInfo info = MlsMessage.decode(groupInfo, WireFormat.GROUP_INFO, GroupInfo::read);
    List<ExternalSender> senders = info.context().extensions().externalSenders();
    for (int index = 0; index < senders.size(); index++) {
      if (Arrays.equals(senders.get(index).signatureKey(), signer.publicKey())) {
        return propose(info.context().groupId(), info.context().epoch(), index, proposal);
      }
    }
    throw new MlsException(
        MlsException.Reason.RULE_VIOLATION, "The group does not list this external sender");
  }
}
