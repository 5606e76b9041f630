package eu.paravent.client.internal.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.UserId;
import eu.paravent.client.internal.cbor.CborException;
import eu.paravent.client.retention.ConversationClass;
import eu.paravent.client.retention.Retention;
import eu.paravent.mls.CommitBundle;
import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.GroupPolicy;
import eu.paravent.mls.MlsClient;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsException.Reason;
import eu.paravent.mls.MlsGroup;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who appoints whom, on real groups: a member that skips the check is refused by the others. */
class CharterPolicyTest {
  private final CharterRoom room = new CharterRoom();
  private final GroupPolicy honest = new ConversationPolicy();
  private final UserId alice = room.user("alice"), bob = room.user("bob");
  private final UserId mallory = room.beta.user("mallory"), archive = room.user("archive");
  private final MlsClient keeper = room.archivist("archive");
  private MlsGroup alices;
  private MlsGroup bobs;
  private MlsGroup mallorys;

  /** Alice began it; Mallory is of another company, and its client checks nothing. */
  @BeforeEach
  void talk() throws Exception {
    begin(GroupRules.of(Charter.of(alice, ConversationClass.ORDINARY, Retention.none())));
  }

  private void begin(GroupRules rules) throws Exception {
    MlsClient bobsClient = room.staff("bob", honest);
    MlsClient mallorysClient = room.partner("mallory", GroupPolicy.allowAll());
    alices = room.staff("alice", honest).createGroup(CharterRoom.GROUP, CharterRoom.context(rules));
    CommitBundle added =
        CharterRoom.commit(
            alices,
            CommitSpec.builder()
                .add(CharterRoom.keyPackage(bobsClient))
                .add(CharterRoom.keyPackage(mallorysClient))
                .build());
    bobs = bobsClient.join(added.welcome().orElseThrow());
    mallorys = mallorysClient.join(added.welcome().orElseThrow());
  }

  private static void refused(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            MlsException.class, e -> assertThat(e.reason()).isEqualTo(Reason.POLICY_VIOLATION));
  }

  private void everyoneRefuses(CommitSpec spec) throws MlsException {
    byte[] commit = mallorys.commit(spec).commit();
    mallorys.discardPendingCommit();
    refused(() -> alices.process(commit));
    refused(() -> bobs.process(commit));
  }

  private static CommitSpec context(MlsGroup group, Charter charter) throws CborException {
    return CommitSpec.builder().contextExtensions(CharterRoom.context(group, charter)).build();
  }

  private void ownerCommits(CommitSpec spec) throws MlsException {
    CharterRoom.commit(alices, spec, bobs, mallorys);
  }

  private Charter charter() throws CborException {
    return CharterRoom.charter(alices);
  }

  private CommitSpec appointing() throws CborException {
    return CommitSpec.builder()
        .add(CharterRoom.keyPackage(keeper))
        .contextExtensions(
            CharterRoom.context(alices, charter().archivists(List.of(archive.uri()))))
        .build();
  }

  @Test
  void onlyOwnersSayWhoOwnsAndHowLongItIsKept() throws Exception {
    Charter mine = charter().owners(List.of(mallory.uri()));
    Charter shorter = charter().keeping(ConversationClass.ORDINARY, Retention.atMost(1));

    everyoneRefuses(context(mallorys, mine));
    everyoneRefuses(context(mallorys, shorter));
    refused(() -> bobs.commit(context(bobs, charter().owners(List.of(bob.uri())))));
    ownerCommits(context(alices, charter().owners(List.of(alice.uri(), bob.uri()))));
    Charter letters =
        charter().keeping(ConversationClass.COMMERCIAL_LETTER, Retention.atLeast(2192));
    CharterRoom.commit(bobs, context(bobs, letters), alices, mallorys);

    assertThat(charter()).isEqualTo(letters);
  }

  @Test
  void nobodyOfAnotherCompanyRemovesAnOwnerWhoeverCommitsIt() throws Exception {
    int alicesLeaf = alices.ownLeafIndex();

    everyoneRefuses(CommitSpec.builder().remove(alicesLeaf).build());
    byte[] proposed = mallorys.proposeRemove(alicesLeaf);
    bobs.process(proposed);
    alices.process(proposed);
    // Bob's client leaves out what nobody would take
    CharterRoom.commit(bobs, CommitSpec.selfUpdate(), alices, mallorys);
    assertThat(alices.members()).hasSize(3);

    // its own company takes its device back
    CharterRoom.commit(bobs, CommitSpec.builder().remove(alicesLeaf).build(), mallorys);
    assertThat(mallorys.members()).hasSize(2);
  }

  @Test
  void whereNoOwnerIsLeftStaffOfItsCompanyDecides() throws Exception {
    byte[] leaves = alices.proposeRemove(alices.ownLeafIndex());
    bobs.process(leaves);
    mallorys.process(leaves);
    CharterRoom.commit(bobs, CommitSpec.selfUpdate(), mallorys);

    byte[] takesOver =
        mallorys
            .commit(context(mallorys, CharterRoom.charter(bobs).owners(List.of(mallory.uri()))))
            .commit();
    mallorys.discardPendingCommit();
    refused(() -> bobs.process(takesOver));
    Charter next = CharterRoom.charter(bobs).owners(List.of(bob.uri()));
    CharterRoom.commit(bobs, context(bobs, next), mallorys);

    assertThat(CharterRoom.charter(mallorys).owners()).containsExactly(bob.uri());
  }

  @Test
  void theLastOwnerInsideIsNotDismissedAndOwnersAreStaffInside() throws Exception {
    refused(() -> alices.commit(context(alices, charter().owners(List.of(room.user("x").uri())))));
    ownerCommits(context(alices, charter().owners(List.of(bob.uri(), alice.uri()))));
    ownerCommits(context(alices, charter().owners(List.of(bob.uri()))));

    refused(() -> alices.commit(context(alices, charter().owners(List.of(alice.uri())))));
  }

  @Test
  void anArchivistIsThereExactlyWhileItIsNamed() throws Exception {
    byte[] keyPackage = CharterRoom.keyPackage(keeper);
    byte[] staff = CharterRoom.keyPackage(room.staff("dora", honest));
    Charter named = charter().archivists(List.of(archive.uri()));

    // unseen, named without being there, staff named so: by nobody, not by an owner either
    for (CommitSpec spec :
        List.of(
            CommitSpec.builder().add(keyPackage).build(),
            context(alices, named),
            CommitSpec.builder()
                .add(staff)
                .contextExtensions(
                    CharterRoom.context(
                        alices, charter().archivists(List.of(room.user("dora").uri()))))
                .build())) {
      refused(() -> alices.commit(spec));
      everyoneRefuses(spec);
    }
    everyoneRefuses(appointing());
    CommitBundle appointed = CharterRoom.commit(alices, appointing(), bobs, mallorys);
    MlsGroup keepers = keeper.join(appointed.welcome().orElseThrow());

    Charter hidden = charter().archivists(List.of());
    int leaf = keepers.ownLeafIndex();
    refused(() -> alices.commit(context(alices, hidden)));
    refused(() -> alices.commit(CommitSpec.builder().remove(leaf).build()));
    everyoneRefuses(context(mallorys, hidden));
    everyoneRefuses(CommitSpec.builder().remove(leaf).build());
    everyoneRefuses(
        CommitSpec.builder()
            .remove(leaf)
            .contextExtensions(CharterRoom.context(mallorys, hidden))
            .build());
    CommitSpec dismissing =
        CommitSpec.builder()
            .remove(leaf)
            .contextExtensions(CharterRoom.context(alices, hidden))
            .build();
    CharterRoom.commit(alices, dismissing, bobs, mallorys);
    assertThat(charter().archivists()).isEmpty();
    assertThat(alices.members()).hasSize(3);
  }

  @Test
  void anArchivistChangesNothingAndDoesNotGoByItself() throws Exception {
    CommitBundle appointed = CharterRoom.commit(alices, appointing(), bobs, mallorys);
    MlsGroup keepers = keeper.join(appointed.welcome().orElseThrow());
    byte[] friend = CharterRoom.keyPackage(room.staff("dora", honest));
    int bobsLeaf = CharterRoom.leaf(keepers, bob);

    for (CommitSpec spec :
        List.of(
            CommitSpec.builder().add(friend).build(),
            CommitSpec.builder().remove(bobsLeaf).build(),
            context(keepers, charter().owners(List.of(alice.uri(), bob.uri()))))) {
      refused(() -> keepers.commit(spec));
    }
    byte[] leaves = keepers.proposeRemove(keepers.ownLeafIndex());
    bobs.process(leaves);
    alices.process(leaves);
    mallorys.process(leaves);
    CharterRoom.commit(bobs, CommitSpec.selfUpdate(), alices, mallorys, keepers);
    assertThat(bobs.members()).hasSize(4);
    CharterRoom.commit(keepers, CommitSpec.selfUpdate(), alices, bobs, mallorys);
  }

  @Test
  void aConversationOfVersionOneGoesOnAndGetsAnOwnerOnce() throws Exception {
    begin(GroupRules.none());
    MlsClient dora = room.staff("dora", honest);
    CharterRoom.commit(
        bobs, CommitSpec.builder().add(CharterRoom.keyPackage(dora)).build(), alices, mallorys);
    everyoneRefuses(CommitSpec.builder().add(CharterRoom.keyPackage(keeper)).build());
    Extensions context = mallorys.contextExtensions();
    Charter more =
        Charter.of(mallory, ConversationClass.ORDINARY, Retention.none())
            .owners(List.of(mallory.uri(), bob.uri()));
    everyoneRefuses(
        CommitSpec.builder().contextExtensions(GroupRules.of(more).in(context)).build());
    everyoneRefuses(
        CommitSpec.builder()
            .contextExtensions(
                GroupRules.of(Charter.of(mallory, ConversationClass.ORDINARY, Retention.atMost(1)))
                    .in(context))
            .build());

    Charter first = Charter.of(bob, ConversationClass.ORDINARY, Retention.none());
    CharterRoom.commit(
        bobs,
        CommitSpec.builder().contextExtensions(GroupRules.of(first).in(context)).build(),
        alices,
        mallorys);

    assertThat(CharterRoom.charter(alices)).isEqualTo(first);
    everyoneRefuses(
        CommitSpec.builder()
            .contextExtensions(GroupRules.none().in(mallorys.contextExtensions()))
            .build());
  }

  @Test
  void whoIsToJoinAGroupWithAHiddenArchivistRefuses() throws Exception {
    MlsClient carol = room.staff("carol", honest);
    CommitBundle cheat =
        mallorys.commit(
            CommitSpec.builder()
                .add(CharterRoom.keyPackage(keeper))
                .add(CharterRoom.keyPackage(carol))
                .build());
    MlsGroup carols = carol.join(cheat.welcome().orElseThrow());

    assertThat(CharterPolicy.refusal(carols.members(), carols.contextExtensions()))
        .hasValueSatisfying(why -> assertThat(why).contains("is not named"));
    assertThat(CharterPolicy.refusal(alices.members(), alices.contextExtensions())).isEmpty();
  }

  @Test
  void aCharterHasOneSpellingAndBadOnesAreRefused() throws Exception {
    Charter charter =
        new Charter(
            List.of(bob.uri(), alice.uri(), bob.uri()),
            List.of(archive.uri()),
            ConversationClass.BOOKING_VOUCHER,
            Retention.between(2922, 4000));
    GroupRules back = GroupRules.of(CharterRoom.context(GroupRules.of(charter)));

    assertThat(back.charter()).contains(charter);
    assertThat(charter.owners()).hasSize(2).isSorted();
    assertThat(back.archivist(archive)).isTrue();
    for (Charter bad :
        List.of(
            charter.owners(List.of()),
            charter.archivists(List.of(alice.uri())),
            charter.owners(List.of("mimi://acme.example/g/AAAAAAAAAAAAAAAAAAAAAA/carol")),
            charter.owners(List.of("alice")))) {
      Extensions context = CharterRoom.context(GroupRules.of(bad));
      assertThatThrownBy(() -> GroupRules.of(context)).isInstanceOf(CborException.class);
    }
  }
}
