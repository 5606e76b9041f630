package eu.paravent.mls.internal.group;

import eu.paravent.mls.Extensions;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsException.Reason;
import eu.paravent.mls.internal.framing.Proposal;
import eu.paravent.mls.internal.framing.ProposalOrRef;
import eu.paravent.mls.internal.framing.Sender;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import eu.paravent.mls.internal.schedule.GroupContext;
import eu.paravent.mls.internal.schedule.PreSharedKeyId;
import eu.paravent.mls.internal.schedule.PreSharedKeyId.Resumption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes groups that come from a group: successors and branches (RFC 9420 §11.2, §11.3). */
public final class Succession {
  private final LocalClient client;
  private final SuiteCrypto crypto;

  public Succession(LocalClient client) {
    this.client = client;
    this.crypto = client.crypto();
  }

  /** The successor that the ReInit of an ended group demands, its initial commit staged. */
  public GroupSession successor(byte[] endedGroupId, List<byte[]> keyPackages) throws MlsException {
    try (OldGroup old = OldGroup.ended(client, endedGroupId)) {
      Proposal.ReInit reInit =
          old.reInit()
              .orElseThrow(
                  () ->
                      new MlsException(
                          Reason.WRONG_STATE,
                          "The parameters of the ReInit are not stored: an earlier version of"
                              + " this library ended the group. Let another member go on"));
      if (reInit.version() != GroupContext.MLS10
          || reInit.cipherSuite() != crypto.suite().value()) {
        throw new MlsException(
            Reason.UNSUPPORTED,
            "The ReInit asks for version "
                + reInit.version()
                + " and cipher suite "
                + reInit.cipherSuite()
                + ": call this on a client of that suite with the same storage");
      }
      return start(old, Resumption.REINIT, reInit.groupId(), reInit.extensions(), keyPackages);
    }
  }

  /** A new group with some members of this one, its initial commit staged. */
  public GroupSession branch(
      GroupSession from, byte[] groupId, Extensions contextExtensions, List<byte[]> keyPackages)
      throws MlsException {
    EpochState state = from.activeState();
    try (OldGroup old =
        new OldGroup(state.group(), state.secrets().resumption().copy(), Optional.empty())) {
      return start(old, Resumption.BRANCH, groupId, contextExtensions, keyPackages);
    }
  }

  private GroupSession start(
      OldGroup old, int usage, byte[] groupId, Extensions extensions, List<byte[]> keyPackages)
      throws MlsException {
    EpochState first = new Joining(client).first(groupId, extensions);
    PublicGroup group = first.group();
    List<Proposal> proposals = new ArrayList<>();
    for (byte[] keyPackage : keyPackages) {
      proposals.add(client.proposals().add(keyPackage));
    }
    // RFC 9420 §11.3: the nonce is what keeps two branches of an epoch from having the same key
    PreSharedKeyId key =
        new Resumption(
            usage, old.group().groupId(), old.group().epoch(), crypto.random(crypto.hashLength()));
    proposals.add(new Proposal.PreSharedKey(key));
    Sender self = Sender.member(first.ownLeaf());
    List<SentProposal> sent =
        proposals.stream().map(proposal -> new SentProposal(proposal, self, false)).toList();
    Applied applied = new ProposalRules(group, client.rules()).apply(sent, self);
    Lineage lineage = new Lineage(client.rules().authentication(), old, usage);
    if (usage == Resumption.REINIT) {
      lineage.sameMembers(applied.tree());
    } else {
      lineage.subset(applied.tree());
    }
    client
        .rules()
        .allow(new PolicyChange(group, applied).of(group.member(first.ownLeaf()), false, true));
    PskLookup lookup = id -> old.resumption().copy();
    CommitMaker.Made made =
        new CommitMaker(client)
            .make(
                new CommitMaker.Plan(
                    group,
                    proposals.stream().<ProposalOrRef>map(ProposalOrRef.ByValue::new).toList(),
                    applied,
                    true,
                    false,
                    first.ownLeaf(),
                    first.privateTree(),
                    first.signer(),
                    Optional.of(first.secrets().membership()),
                    first.secrets().init().copy(),
                    lookup.secret(crypto, applied.preSharedKeys())));
    return GroupSession.begin(client, first, made);
  }
}
