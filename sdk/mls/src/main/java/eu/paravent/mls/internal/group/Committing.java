package eu.paravent.mls.internal.group;

import eu.paravent.mls.CommitBundle;
import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsException.Reason;
import eu.paravent.mls.ProposalSpec;
import eu.paravent.mls.internal.framing.Proposal;
import eu.paravent.mls.internal.framing.ProposalOrRef;
import eu.paravent.mls.internal.framing.Sender;
import eu.paravent.mls.internal.provider.SuiteCrypto;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Stages what a caller wants committed, together with the proposals that wait (RFC 9420 §12.4.1).
 */
public final class Committing {
  private final GroupSession session;
  private final LocalClient client;
  private final SuiteCrypto crypto;

  public Committing(GroupSession session) {
    this.session = session;
    this.client = session.client();
    this.crypto = client.crypto();
  }

  public CommitBundle commit(CommitSpec spec) throws MlsException {
    EpochState state = session.activeState();
    if (session.staged().isPresent()) {
      throw new MlsException(Reason.WRONG_STATE, "A commit is pending: merge or discard it first");
    }
    PublicGroup group = state.group();
    Sender self = Sender.member(state.ownLeaf());
    List<SentProposal> sent = new ArrayList<>();
    List<ProposalOrRef> items = new ArrayList<>();
    for (Proposal proposal : wanted(spec)) {
      sent.add(new SentProposal(proposal, self, false));
      items.add(new ProposalOrRef.ByValue(proposal));
    }
    takeUpPending(state, self, sent, items);

    Applied applied = new ProposalRules(group, client.rules()).apply(sent, self);
    client.requireSupport(group, applied);
    boolean path =
        spec.path() || sent.isEmpty() || sent.stream().anyMatch(s -> s.proposal().needsPath());
    client
        .rules()
        .allow(new PolicyChange(group, applied).of(group.member(state.ownLeaf()), false, path));
    CommitMaker.Made made =
        new CommitMaker(client)
            .make(
                new CommitMaker.Plan(
                    group,
                    List.copyOf(items),
                    applied,
                    path,
                    false,
                    state.ownLeaf(),
                    state.privateTree(),
                    state.signer(),
                    Optional.of(state.secrets().membership()),
                    state.secrets().init().copy(),
                    pskLookup().secret(crypto, applied.preSharedKeys())));
    session.stage(made);
    return made.staged().bundle();
  }

  private PskLookup pskLookup() {
    return session::preSharedKey;
  }

  private List<Proposal> wanted(CommitSpec spec) throws MlsException {
    List<Proposal> wanted = new ArrayList<>();
    ProposalMaker maker = client.proposals();
    for (byte[] message : spec.adds()) {
      wanted.add(maker.add(message));
    }
    for (int leaf : spec.removes()) {
      wanted.add(new Proposal.Remove(leaf));
    }
    for (byte[] id : spec.preSharedKeys()) {
      wanted.add(maker.preSharedKey(id));
    }
    spec.contextExtensions()
        .ifPresent(extensions -> wanted.add(new Proposal.GroupContextExtensions(extensions)));
    for (ProposalSpec proposal : spec.proposals()) {
      wanted.add(maker.make(proposal));
    }
    return wanted;
  }

  /**
   * Takes up each waiting proposal that goes together with what is there already; the others end
   * with the epoch.
   */
  private void takeUpPending(
      EpochState state, Sender self, List<SentProposal> sent, List<ProposalOrRef> items) {
    Set<Long> touched = new HashSet<>();
    sent.forEach(s -> touches(s).ifPresent(touched::add));
    for (PendingProposal pending : reInitLast(session.proposals())) {
      SentProposal proposal = pending.sent();
      Optional<Long> leaf = touches(proposal);
      boolean own = leaf.filter(l -> l == state.ownLeaf()).isPresent();
      if (own
          || leaf.filter(touched::contains).isPresent()
          || !allowed(state, self, sent, proposal)) {
        continue;
      }
      leaf.ifPresent(touched::add);
      sent.add(proposal);
      items.add(new ProposalOrRef.ByReference(pending.reference()));
    }
  }

  /** RFC 9420 §12.2: others are preferred to a ReInit, which stands alone. */
  private static List<PendingProposal> reInitLast(List<PendingProposal> waiting) {
    List<PendingProposal> ordered = new ArrayList<>(waiting);
    ordered.sort(
        Comparator.comparing(pending -> pending.sent().proposal() instanceof Proposal.ReInit));
    return ordered;
  }

  private static Optional<Long> touches(SentProposal sent) {
    return sent.proposal() instanceof Proposal.Update
        ? Optional.of(sent.sender().index())
        : sent.removes();
  }

  private boolean allowed(
      EpochState state, Sender self, List<SentProposal> sent, SentProposal candidate) {
    if (candidate.proposal() instanceof Proposal.Add add
        && !client.proposals().current(add.keyPackage())) {
      return false;
    }
    List<SentProposal> with = new ArrayList<>(sent);
    with.add(candidate);
    try {
      PublicGroup group = state.group();
      Applied applied = new ProposalRules(group, client.rules()).apply(with, self);
      client
          .rules()
          .allow(new PolicyChange(group, applied).of(group.member(state.ownLeaf()), false, true));
      return true;
    } catch (MlsException e) {
      // what nobody may commit must not keep others from committing
      return false;
    }
  }
}
