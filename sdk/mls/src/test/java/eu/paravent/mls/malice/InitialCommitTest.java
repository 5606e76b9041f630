package eu.paravent.mls.malice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.GroupPolicy;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsException.Reason;
import eu.paravent.mls.MlsGroup;
import eu.paravent.mls.internal.framing.Proposal;
import eu.paravent.mls.internal.group.Insider;
import eu.paravent.mls.internal.schedule.PreSharedKeyId.Resumption;
import eu.paravent.mls.musts.Demand;
import eu.paravent.mls.musts.Shows;
import eu.paravent.mls.observer.GroupObserver;
import eu.paravent.mls.observer.ObservedCommit;
import eu.paravent.mls.testing.AcceptAll;
import eu.paravent.mls.testing.Person;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * RFC 9420 §11.2, §11.3: the commit that sets up a successor or a branch, which an observer alone
 * sees beside its maker.
 */
@Tag("checklist-24")
class InitialCommitTest {
  private final Person alice = new Person("alice");
  private final Person bob = new Person("bob");

  private static GroupObserver observer(MlsGroup group) throws MlsException {
    return GroupObserver.open(group.groupInfo(), new AcceptAll(), GroupPolicy.allowAll());
  }

  private static Proposal key(int usage, long epoch) {
    return new Proposal.PreSharedKey(
        new Resumption(usage, "old".getBytes(UTF_8), epoch, new byte[32]));
  }

  private byte[] forged(String group, Proposal... proposals) throws MlsException {
    Insider insider = Insider.of(alice, group);
    return new Forge(insider).commit(List.of(proposals), Optional.of(Paths.of(insider, proposals)));
  }

  @Test
  void anObserverFollowsTheBeginningOfABranch() throws MlsException {
    MlsGroup old = alice.client().createGroup("old".getBytes(UTF_8), Extensions.empty());
    byte[] welcome =
        old.commit(CommitSpec.builder().add(bob.keyPackage()).build()).welcome().orElseThrow();
    old.mergePendingCommit();
    bob.client().join(welcome);
    MlsGroup branch =
        old.branch("new".getBytes(UTF_8), Extensions.empty(), List.of(bob.keyPackage()));
    GroupObserver observer = observer(branch);

    ObservedCommit seen = observer.apply(branch.pendingCommit().orElseThrow().commit(), List.of());

    assertThat(seen.added()).hasSize(1);
    seen.next().verify(branch.pendingCommit().orElseThrow().groupInfo());
  }

  @Test
  void aGroupBeginsWithOneSuchKeyAtMost() throws MlsException {
    MlsGroup group = alice.client().createGroup("new".getBytes(UTF_8), Extensions.empty());
    GroupObserver observer = observer(group);
    byte[] one = forged("new", key(Resumption.BRANCH, 1));
    byte[] two = forged("new", key(Resumption.BRANCH, 1), key(Resumption.BRANCH, 2));
    byte[] both = forged("new", key(Resumption.BRANCH, 1), key(Resumption.REINIT, 1));

    assertThat(observer.apply(one, List.of()).next().epoch()).isEqualTo(1);
    Scene.refuses(Reason.RULE_VIOLATION, "more than one", () -> observer.apply(two, List.of()));
    Scene.refuses(Reason.RULE_VIOLATION, "more than one", () -> observer.apply(both, List.of()));
  }

  @Test
  @Shows({Demand.REINIT_KEY_NOWHERE_ELSE, Demand.BRANCH_KEY_NOWHERE_ELSE})
  void itCannotBeProposedNorComeLater() throws MlsException {
    MlsGroup group = alice.client().createGroup("new".getBytes(UTF_8), Extensions.empty());
    GroupObserver before = observer(group);
    byte[] proposal = new Forge(Insider.of(alice, "new")).proposal(key(Resumption.REINIT, 1));
    Scene.refuses(Reason.RULE_VIOLATION, "ordinary commit", () -> before.proposal(proposal));

    group.commit(CommitSpec.selfUpdate());
    group.mergePendingCommit();
    GroupObserver after = observer(group);
    byte[] commit = forged("new", key(Resumption.REINIT, 1));
    Scene.refuses(Reason.RULE_VIOLATION, "ordinary commit", () -> after.apply(commit, List.of()));
  }
}
