package eu.paravent.mls.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.mls.CipherSuite;
import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.MlsGroup;
import eu.paravent.mls.ProposalSpec;
import eu.paravent.mls.musts.Demand;
import eu.paravent.mls.musts.Shows;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Resumption keys, branches and successors together with Bouncy Castle's implementation. */
class SuccessionInteropTest {
  private static final CipherSuite SUITE = CipherSuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_ED25519;
  private static final byte[] OLD = "old".getBytes(UTF_8), NEXT = "next".getBytes(UTF_8);

  private OurPeer ours;
  private BouncyPeer theirs;

  @BeforeEach
  void begin() throws Exception {
    ours = new OurPeer("ours", SUITE);
    theirs = new BouncyPeer("theirs", SUITE);
    ours.create(OLD);
    theirs.join(ours.commit(Peer.Change.add(true, theirs.keyPackage())).welcome().orElseThrow());
    agree(1);
  }

  private void agree(long epoch) throws Exception {
    assertThat(ours.epoch()).isEqualTo(epoch);
    assertThat(theirs.epoch()).isEqualTo(epoch);
    assertThat(theirs.authenticator()).isEqualTo(ours.authenticator());
    byte[] said = "said".getBytes(UTF_8);
    assertThat(ours.decrypt(theirs.encrypt(said))).isEqualTo(said);
    assertThat(theirs.decrypt(ours.encrypt(said))).isEqualTo(said);
  }

  @Test
  void theResumptionKeyOfTheEpochAndOfTheOneBeforeAreMixedInByBoth() throws Exception {
    theirs.process(ours.commit(Peer.Change.none()).commit());
    theirs.process(ours.commit(Peer.Change.resumption(2)).commit());
    agree(3);
    ours.process(theirs.commit(Peer.Change.resumption(3)).commit());
    agree(4);
    theirs.process(ours.commit(Peer.Change.resumption(3)).commit());
    agree(5);
    ours.process(theirs.commit(Peer.Change.resumption(4)).commit());
    agree(6);
  }

  private void accepted(MlsGroup made) throws Exception {
    made.mergePendingCommit();
    ours.in(made);
  }

  @Test
  void theyJoinOurBranch() throws Exception {
    MlsGroup branch = ours.group().branch(NEXT, Extensions.empty(), List.of(theirs.keyPackage()));
    theirs.joinBranch(branch.pendingCommit().orElseThrow().welcome().orElseThrow());
    accepted(branch);
    agree(1);
  }

  @Test
  void weJoinTheirBranch() throws Exception {
    ours.join(theirs.branch(NEXT, ours.keyPackage()));
    agree(1);
  }

  @Test
  @Shows(Demand.SUCCESSOR_WELCOME)
  void theyJoinOurSuccessor() throws Exception {
    ProposalSpec end = new ProposalSpec.ReInit(NEXT, SUITE, Extensions.empty());
    byte[] commit = ours.group().commit(CommitSpec.builder().propose(end).build()).commit();
    ours.group().mergePendingCommit();
    theirs.processReInit(commit);
    MlsGroup next = ours.client().createSuccessor(OLD, List.of(theirs.keyPackage()));
    theirs.joinSuccessor(next.pendingCommit().orElseThrow().welcome().orElseThrow());
    accepted(next);
    agree(1);
  }

  @Test
  void weJoinTheirSuccessor() throws Exception {
    ours.process(theirs.reInit(NEXT));
    assertThat(ours.group().active()).isFalse();
    ours.join(theirs.successor(ours.keyPackage()));
    agree(1);
  }
}
