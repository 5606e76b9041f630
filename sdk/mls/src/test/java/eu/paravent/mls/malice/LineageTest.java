package eu.paravent.mls.malice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.mls.CipherSuite;
import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.MlsException.Reason;
import eu.paravent.mls.MlsGroup;
import eu.paravent.mls.ProposalSpec;
import eu.paravent.mls.crypto.SecretBytes;
import eu.paravent.mls.internal.group.Insider;
import eu.paravent.mls.internal.schedule.PreSharedKeyId;
import eu.paravent.mls.internal.schedule.PreSharedKeyId.Resumption;
import eu.paravent.mls.internal.schedule.PskSecret;
import eu.paravent.mls.internal.tree.KeyPackage;
import eu.paravent.mls.malice.ForgedGroup.Invitation;
import eu.paravent.mls.musts.Demand;
import eu.paravent.mls.musts.Shows;
import eu.paravent.mls.testing.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * RFC 9420 §11.2, §11.3, §12.4.3.1: what Bob verifies where Alice invites him into a group that is
 * said to be the successor or a branch of the one they are in.
 */
@Tag("checklist-24")
class LineageTest {
  private static final CipherSuite SUITE = CipherSuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_ED25519;

  private Scene scene;

  @BeforeEach
  void begin() throws Exception {
    scene = new Scene();
  }

  /** What Alice claims; all of it is right, but for what a test changes. */
  private final class Claim {
    private final int usage;
    private final Resumption key;
    private final SecretBytes secret;
    private final List<PskSecret.Psk> keys = new ArrayList<>();
    private String groupId = "next";
    private int epoch = 1;
    private Extensions extensions = Extensions.empty();
    private List<String> others = List.of("carol");

    Claim(int usage) {
      this.usage = usage;
      Insider insider = scene.insider();
      secret = insider.secrets().resumption().copy();
      key = key(insider.group().epoch());
      keys.add(new PskSecret.Psk(key, secret));
    }

    private Resumption key(long ofEpoch) {
      return new Resumption(usage, Scene.GROUP.getBytes(UTF_8), ofEpoch, scene.crypto().random(32));
    }

    byte[] welcome(Person to) throws Exception {
      MlsGroup group = scene.alice.client().createGroup(groupId.getBytes(UTF_8), extensions);
      for (int i = 0; i < epoch; i++) {
        group.commit(CommitSpec.selfUpdate());
        group.mergePendingCommit();
      }
      KeyPackage invited = Scene.read(to.keyPackage());
      ForgedGroup forged =
          new ForgedGroup(Insider.of(scene.alice, groupId)).add(invited.leafNode());
      for (String other : others) {
        forged.add(Scene.newcomer(other).leafNode());
      }
      List<PreSharedKeyId> ids = keys.stream().<PreSharedKeyId>map(PskSecret.Psk::id).toList();
      return forged
          .preSharedKeys(List.copyOf(keys))
          .welcome(new Invitation(invited, Optional.empty(), ids, Scene.NONE), true);
    }
  }

  private void refused(Reason reason, String because, Claim claim) throws Exception {
    refused(reason, because, claim, scene.bob);
  }

  private void refused(Reason reason, String because, Claim claim, Person joiner) throws Exception {
    byte[] welcome = claim.welcome(joiner);
    Map<String, String> before = joiner.storage().contents();
    Scene.refuses(reason, because, () -> joiner.client().join(welcome));
    assertThat(joiner.storage().contents()).isEqualTo(before);
  }

  private void end(ProposalSpec.ReInit reInit) throws Exception {
    scene.everyone(scene.ofCarol.commit(CommitSpec.builder().propose(reInit).build()).commit());
  }

  private Claim successor() throws Exception {
    end(new ProposalSpec.ReInit("next".getBytes(UTF_8), SUITE, Extensions.empty()));
    return new Claim(Resumption.REINIT);
  }

  // ---- successors

  @Test
  @Shows(Demand.WELCOME_AFTER_REINIT)
  void aSuccessorAsDemandedIsJoined() throws Exception {
    MlsGroup joined = scene.bob.client().join(successor().welcome(scene.bob));

    assertThat(joined.members()).hasSize(3);
  }

  /** RFC 9420 §12.4.3.1 asks the joiner for those of the old group only. */
  @Test
  void aSuccessorWithSomebodyMoreIsJoined() throws Exception {
    Claim claim = successor();
    claim.others = List.of("carol", "dave");

    assertThat(scene.bob.client().join(claim.welcome(scene.bob)).members()).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 3})
  @Shows(Demand.SUCCESSOR_IN_EPOCH_1)
  void aSuccessorIsJoinedInItsEpoch1Only(int epoch) throws Exception {
    Claim claim = successor();
    claim.epoch = epoch;
    refused(Reason.RULE_VIOLATION, "epoch 1", claim);
  }

  @Test
  @Shows(Demand.SUCCESSOR_IS_AS_DEMANDED)
  void aSuccessorOfAnotherIdIsRefused() throws Exception {
    Claim claim = successor();
    claim.groupId = "another";
    refused(Reason.RULE_VIOLATION, "of the ReInit", claim);
  }

  @Test
  @Shows(Demand.SUCCESSOR_IS_AS_DEMANDED)
  void aSuccessorWithOtherExtensionsIsRefused() throws Exception {
    Claim claim = successor();
    claim.extensions =
        Extensions.empty().with(Extensions.REQUIRED_CAPABILITIES, new byte[] {0, 0, 0});
    refused(Reason.RULE_VIOLATION, "of the ReInit", claim);
  }

  @Test
  @Shows(Demand.SUCCESSOR_IS_AS_DEMANDED)
  void aSuccessorOfAnotherSuiteOrVersionIsRefused() throws Exception {
    end(new ProposalSpec.ReInit("next".getBytes(UTF_8), 1, 3, Extensions.empty()));
    refused(Reason.RULE_VIOLATION, "of the ReInit", new Claim(Resumption.REINIT));

    scene = new Scene();
    end(new ProposalSpec.ReInit("next".getBytes(UTF_8), 2, SUITE.value(), Extensions.empty()));
    refused(Reason.RULE_VIOLATION, "of the ReInit", new Claim(Resumption.REINIT));
  }

  @Test
  @Shows(Demand.SUCCESSOR_IS_MADE)
  void aSuccessorWithoutOneOfTheMembersIsRefused() throws Exception {
    Claim claim = successor();
    claim.others = List.of("dave");
    refused(Reason.RULE_VIOLATION, "missing", claim);
  }

  @Test
  @Shows(Demand.SUCCESSOR_KEY)
  void aSuccessorOfAGroupThatGoesOnIsRefused() throws Exception {
    refused(Reason.RULE_VIOLATION, "had no ReInit", new Claim(Resumption.REINIT));
  }

  /** The key must be of the epoch that the ReInit led to. */
  @Test
  @Shows(Demand.SUCCESSOR_KEY)
  void aSuccessorByTheKeyOfAnEarlierEpochIsRefused() throws Exception {
    Claim claim = new Claim(Resumption.REINIT);
    end(new ProposalSpec.ReInit("next".getBytes(UTF_8), SUITE, Extensions.empty()));
    refused(Reason.RULE_VIOLATION, "had no ReInit", claim);
  }

  @Test
  @Shows(Demand.KEYS_OF_A_WELCOME)
  void whoWasNotInTheOldGroupCannotJoin() throws Exception {
    refused(Reason.UNKNOWN_PSK, "resumption key", successor(), new Person("dave"));
  }

  @Test
  @Shows({Demand.REINIT_KEY_NOWHERE_ELSE, Demand.BRANCH_KEY_NOWHERE_ELSE, Demand.KEYS_OF_A_WELCOME})
  void moreThanOneKeyThatAGroupBeginsWithIsRefused() throws Exception {
    Claim claim = successor();
    claim.keys.add(new PskSecret.Psk(claim.key(claim.key.epoch() - 1), claim.secret));
    refused(Reason.RULE_VIOLATION, "more than one", claim);
  }

  /** The name of the key alone does not do: it must be mixed in. */
  @Test
  @Shows(Demand.SUCCESSOR_KEY)
  void aSuccessorWithoutTheOldGroupsSecretIsRefused() throws Exception {
    Claim claim = successor();
    claim.keys.set(0, new PskSecret.Psk(claim.key, SecretBytes.wrap(scene.crypto().random(32))));
    refused(Reason.NOT_AUTHENTIC, "", claim);
  }

  // ---- branches

  @Test
  void aBranchIsJoined() throws Exception {
    Claim claim = new Claim(Resumption.BRANCH);
    claim.others = List.of();

    assertThat(scene.bob.client().join(claim.welcome(scene.bob)).members()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 3})
  @Shows(Demand.BRANCH_IN_EPOCH_1)
  void aBranchIsJoinedInItsEpoch1Only(int epoch) throws Exception {
    Claim claim = new Claim(Resumption.BRANCH);
    claim.epoch = epoch;
    refused(Reason.RULE_VIOLATION, "epoch 1", claim);
  }

  @Test
  @Shows(Demand.BRANCH_MEMBERS)
  void aBranchWithSomebodyFromOutsideIsRefused() throws Exception {
    Claim claim = new Claim(Resumption.BRANCH);
    claim.others = List.of("carol", "dave");
    refused(Reason.RULE_VIOLATION, "no member of the old", claim);
  }

  @Test
  @Shows(Demand.BRANCH_IS_VERIFIED)
  void aBranchOfAnotherSuiteIsRefused() throws Exception {
    CipherSuite other = CipherSuite.of(3).orElseThrow();
    Person oldAlice = new Person("alice", other);
    Person oldBob = new Person("bob", other, scene.bob.key(), scene.bob.storage());
    MlsGroup old = oldAlice.client().createGroup("three".getBytes(UTF_8), Extensions.empty());
    byte[] welcome =
        old.commit(CommitSpec.builder().add(oldBob.keyPackage()).build()).welcome().orElseThrow();
    old.mergePendingCommit();
    oldBob.client().join(welcome);
    Claim claim = new Claim(Resumption.BRANCH);
    claim.others = List.of();
    claim.keys.set(
        0,
        new PskSecret.Psk(
            new Resumption(
                Resumption.BRANCH, "three".getBytes(UTF_8), 1, scene.crypto().random(32)),
            Insider.of(oldAlice, "three").secrets().resumption()));

    refused(Reason.RULE_VIOLATION, "another cipher suite", claim);
  }

  @Test
  @Shows(Demand.BRANCH_IS_VERIFIED)
  void theKeyOfAnEpochThatIsGoneIsRefused() throws Exception {
    Claim claim = new Claim(Resumption.BRANCH);
    for (int i = 0; i < 4; i++) {
      scene.everyone(scene.ofCarol.commit(CommitSpec.selfUpdate()).commit());
    }
    refused(Reason.UNKNOWN_PSK, "not kept", claim);
  }
}
