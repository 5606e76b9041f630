package eu.paravent.mls.observer;

import eu.paravent.mls.AppComponent;
import eu.paravent.mls.AppDataDictionary;
import eu.paravent.mls.CipherSuite;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.GroupPolicy;
import eu.paravent.mls.GroupPolicy.Member;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsException.Reason;
import eu.paravent.mls.ProposalSpec;
import eu.paravent.mls.ReceivedMessage;
import eu.paravent.mls.credential.AuthenticationService;
import eu.paravent.mls.crypto.CryptoProviders;
import eu.paravent.mls.internal.codec.MalformedException;
import eu.paravent.mls.internal.codec.TlsWriter;
import eu.paravent.mls.internal.framing.GroupInfo;
import eu.paravent.mls.internal.framing.MlsMessage;
import eu.paravent.mls.internal.framing.WireFormat;
import eu.paravent.mls.internal.group.GroupRules;
import eu.paravent.mls.internal.group.PublicFollower;
import eu.paravent.mls.internal.group.PublicGroup;
import eu.paravent.mls.internal.group.TreeImport;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import eu.paravent.mls.storage.StoredStateException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A group in one epoch as its delivery service sees it: tree and context, no secrets. It refuses
 * what no honest member could apply: wrong epoch, bad signature, bad parent hash, a proposal list
 * that RFC 9420 §12.2 forbids, what the policy forbids. Handshakes must be PublicMessages.
 * Immutable and thread-safe, as far as its authentication service and policy are.
 */
public final class GroupObserver {
  private final GroupRules rules;
  private final PublicGroup group;
  private final Optional<ProposalSpec.ReInit> reInit;

  private GroupObserver(GroupRules rules, PublicGroup group, Optional<ProposalSpec.ReInit> reInit) {
    this.rules = rules;
    this.group = group;
    this.reInit = reInit;
  }

  /**
   * Begins with a group info, everything in it verified as a joiner would.
   *
   * @param groupInfo MLSMessage with a GroupInfo, ratchet tree included
   */
  public static GroupObserver open(
      byte[] groupInfo, AuthenticationService authentication, GroupPolicy policy)
      throws MlsException {
    return open(groupInfo, authentication, policy, Map.of());
  }

  /**
   * As above.
   *
   * @param components what members make of application data: commits with AppDataUpdate or
   *     AppEphemeral proposals of other components are refused
   */
  public static GroupObserver open(
      byte[] groupInfo,
      AuthenticationService authentication,
      GroupPolicy policy,
      Map<Integer, AppComponent> components)
      throws MlsException {
    GroupInfo info = read(groupInfo);
    GroupRules rules = rules(info.context().cipherSuite(), authentication, policy, components);
    return new GroupObserver(
        rules, new TreeImport(rules).verified(info, Optional.empty()), Optional.empty());
  }

  /**
   * Goes on from {@link #state}: nothing is verified again.
   *
   * @throws StoredStateException if the bytes are not what {@link #state} gave, or a newer version
   *     of this library gave them
   */
  public static GroupObserver restore(
      byte[] state, AuthenticationService authentication, GroupPolicy policy) {
    return restore(state, authentication, policy, Map.of());
  }

  /** As above, with the components of {@link #open}. */
  public static GroupObserver restore(
      byte[] state,
      AuthenticationService authentication,
      GroupPolicy policy,
      Map<Integer, AppComponent> components) {
    try {
      ObserverState stored = ObserverState.parse(state);
      return new GroupObserver(
          rules(stored.group().context().cipherSuite(), authentication, policy, components),
          stored.group(),
          stored.reInit());
    } catch (MalformedException | MlsException e) {
      throw new StoredStateException(
          "The stored state of a group is damaged or newer: restore or update", e);
    }
  }

  private static GroupRules rules(
      int suite,
      AuthenticationService authentication,
      GroupPolicy policy,
      Map<Integer, AppComponent> components)
      throws MlsException {
    CipherSuite known =
        CipherSuite.of(suite)
            .orElseThrow(
                () ->
                    new MlsException(
                        Reason.UNSUPPORTED, "Cipher suite " + suite + " is not supported"));
    return new GroupRules(
        new SuiteCrypto(known, CryptoProviders.best(), new SecureRandom()),
        authentication,
        policy,
        Map.copyOf(components));
  }

  private static GroupInfo read(byte[] groupInfo) throws MlsException {
    return MlsMessage.decode(groupInfo, WireFormat.GROUP_INFO, GroupInfo::read);
  }

  /** Versioned bytes for {@link #restore}; nothing in it is secret. */
  public byte[] state() {
    return TlsWriter.encode(new ObserverState(group, reInit)::write);
  }

  public byte[] groupId() {
    return group.groupId().clone();
  }

  /** The number of the one that the group is in (RFC 9420 §17.1). */
  public int cipherSuite() {
    return group.context().cipherSuite();
  }

  /** Unsigned. */
  public long epoch() {
    return group.epoch();
  }

  public List<Member> members() {
    return group.members();
  }

  /** Of this epoch, which every member agrees on. */
  public Extensions contextExtensions() {
    return group.context().extensions();
  }

  /** What stands in the group context under a component, where the group has application data. */
  public Optional<byte[]> applicationData(int component) throws MlsException {
    return AppDataDictionary.of(contextExtensions()).component(component);
  }

  /**
   * Who proposes: verifies a proposal of this epoch as far as that needs no secrets; empty for one
   * from outside the group.
   */
  public Optional<Member> proposer(byte[] proposal) throws MlsException {
    return proposal(proposal).sender();
  }

  /** Verifies a proposal of this epoch as far as that needs no secrets, and says what it is. */
  public ReceivedMessage.Proposal proposal(byte[] message) throws MlsException {
    return follower().received(message);
  }

  /**
   * Follows a commit of this epoch.
   *
   * @param proposals PublicMessages of this epoch that the commit may refer to
   */
  public ObservedCommit apply(byte[] commit, List<byte[]> proposals) throws MlsException {
    PublicFollower.Followed followed = follower().follow(commit, proposals);
    return new ObservedCommit(
        new GroupObserver(rules, followed.next(), followed.reInit()),
        followed.committer(),
        followed.external(),
        followed.added().stream()
            .map(a -> new ObservedCommit.Added(a.member(), a.reference()))
            .toList(),
        followed.removed(),
        followed.reInit());
  }

  /**
   * What the successor of the group is to be, where a ReInit ended it. Handshakes of an ended group
   * are refused with WRONG_STATE (RFC 9420 §12.4.2: nothing is sent in it any more).
   */
  public Optional<ProposalSpec.ReInit> reInit() {
    return reInit;
  }

  private PublicFollower follower() throws MlsException {
    if (reInit.isPresent()) {
      throw new MlsException(
          Reason.WRONG_STATE, "A ReInit ended the group: go on in its successor");
    }
    return new PublicFollower(group, rules);
  }

  /**
   * Checks that a group info is of exactly this epoch of this group: same context, confirmation tag
   * and tree, signed by a member.
   *
   * @throws MlsException RULE_VIOLATION or NOT_AUTHENTIC if it is not
   */
  public void verify(byte[] groupInfo) throws MlsException {
    new TreeImport(rules).same(read(groupInfo), group);
  }
}
