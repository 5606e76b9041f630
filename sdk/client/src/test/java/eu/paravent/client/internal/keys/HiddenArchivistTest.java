package eu.paravent.client.internal.keys;

import static org.assertj.core.api.Assertions.assertThat;

import eu.paravent.client.UserId;
import eu.paravent.client.retention.ConversationClass;
import eu.paravent.client.retention.Retention;
import eu.paravent.mls.CommitBundle;
import eu.paravent.mls.CommitSpec;
import eu.paravent.mls.GroupPolicy;
import eu.paravent.mls.MlsClient;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A property, tried at random: whatever a member commits whose client checks nothing, and a server
 * hands it to the others, to some of them, or late, or a welcome from it to a newcomer: whoever
 * accepts it sees every archivist that is inside, and no other.
 */
class HiddenArchivistTest {
  private static final int STEPS = 30;

  private final CharterRoom room = new CharterRoom();
  private final GroupPolicy honest = new ConversationPolicy();
  private final List<MlsClient> keepers = new ArrayList<>();
  private final List<String> keeperUris = new ArrayList<>();
  private final List<byte[]> withheld = new ArrayList<>();
  private int newcomers;
  private int accepted;
  private int refusedAll;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5})
  void isNeverAccepted(long seed) throws Exception {
    Random random = new Random(seed);
    MlsClient bob = room.staff("bob", honest);
    MlsClient mallory = room.staff("mallory", GroupPolicy.allowAll());
    for (int i = 0; i < 3; i++) {
      keepers.add(room.archivist("archive" + i));
      keeperUris.add(room.user("archive" + i).uri());
    }
    MlsGroup alices =
        room.staff("alice", honest)
            .createGroup(
                CharterRoom.GROUP,
                CharterRoom.context(
                    GroupRules.of(
                        Charter.of(
                            room.user("alice"), ConversationClass.ORDINARY, Retention.none()))));
    CommitBundle added =
        CharterRoom.commit(
            alices,
            CommitSpec.builder()
                .add(CharterRoom.keyPackage(bob))
                .add(CharterRoom.keyPackage(mallory))
                .build());
    MlsGroup bobs = bob.join(added.welcome().orElseThrow());
    MlsGroup mallorys = mallory.join(added.welcome().orElseThrow());

    for (int step = 0; step < STEPS; step++) {
      if (random.nextInt(4) == 0) {
        owner(random, alices, bobs, mallorys);
      } else {
        cheat(random, alices, bobs, mallorys);
      }
      seen(alices);
      seen(bobs);
      assertThat(bobs.epochAuthenticator()).isEqualTo(alices.epochAuthenticator());
    }
    assertThat(accepted).as("commits that were in order").isPositive();
    assertThat(refusedAll).as("commits that were not").isPositive();
  }

  /** Everything that an honest client shows. */
  private void seen(MlsGroup group) throws Exception {
    List<String> inside = new ArrayList<>();
    for (GroupPolicy.Member member : group.members()) {
      LeafIdentity identity = LeafIdentity.of(member.credential());
      if (identity.archivist()) {
        inside.add(identity.user().uri());
      }
    }
    assertThat(new TreeSet<>(inside))
        .isEqualTo(new TreeSet<>(CharterRoom.charter(group).archivists()));
  }

  private void owner(Random random, MlsGroup alices, MlsGroup bobs, MlsGroup mallorys)
      throws Exception {
    Charter was = CharterRoom.charter(alices);
    int which = random.nextInt(keepers.size());
    String uri = keeperUris.get(which);
    CommitSpec.Builder spec = CommitSpec.builder();
    if (was.archivists().contains(uri)) {
      spec.remove(CharterRoom.leaf(alices, new UserId(uri)));
      spec.contextExtensions(
          CharterRoom.context(alices, was.archivists(Charter.without(was.archivists(), uri))));
    } else {
      spec.add(CharterRoom.keyPackage(keepers.get(which)));
      spec.contextExtensions(
          CharterRoom.context(alices, was.archivists(Charter.with(was.archivists(), uri))));
    }
    CharterRoom.commit(alices, spec.build(), bobs, mallorys);
    accepted++;
  }

  /** Any mixture of what can be said about archivists. */
  private void cheat(Random random, MlsGroup alices, MlsGroup bobs, MlsGroup mallorys)
      throws Exception {
    Charter charter = CharterRoom.charter(mallorys);
    Charter next = charter;
    CommitSpec.Builder spec = CommitSpec.builder();
    Optional<MlsClient> newcomer = Optional.empty();
    for (int i = 0; i <= random.nextInt(3); i++) {
      int which = random.nextInt(keepers.size());
      String uri = keeperUris.get(which);
      switch (random.nextInt(6)) {
        case 0 -> spec.add(CharterRoom.keyPackage(room.archivist("archive" + which + "x" + i)));
        case 1 -> next = next.archivists(Charter.with(next.archivists(), uri));
        case 2 -> next = next.archivists(Charter.without(next.archivists(), uri));
        case 3 -> next = next.owners(List.of(room.user("mallory").uri()));
        case 4 -> {
          if (charter.archivists().contains(uri) && i == 0) {
            spec.remove(CharterRoom.leaf(mallorys, new UserId(uri)));
          }
        }
        default -> newcomer = Optional.of(room.staff("new" + newcomers++, honest));
      }
    }
    if (newcomer.isPresent()) {
      spec.add(CharterRoom.keyPackage(newcomer.get()));
    }
    if (!next.equals(charter)) {
      spec.contextExtensions(CharterRoom.context(mallorys, next));
    }
    CommitBundle bundle;
    try {
      bundle = mallorys.commit(spec.build());
    } catch (MlsException e) {
      // not even MLS allows it: the same leaf twice
      return;
    }
    if (!withheld.isEmpty() && random.nextBoolean()) {
      // the server brings an older one once more
      byte[] late = withheld.remove(random.nextInt(withheld.size()));
      assertThat(takes(alices, late)).isFalse();
      assertThat(takes(bobs, late)).isFalse();
    }
    if (random.nextInt(4) == 0) {
      // or keeps it back; whoever was added by it is shown it all the same
      withheld.add(bundle.commit());
      if (newcomer.isPresent()) {
        shown(newcomer.get(), bundle);
      }
      mallorys.discardPendingCommit();
      CharterRoom.commit(alices, CommitSpec.selfUpdate(), bobs, mallorys);
      return;
    }
    boolean alice = takes(alices, bundle.commit());
    assertThat(takes(bobs, bundle.commit())).as("everyone says the same").isEqualTo(alice);
    if (newcomer.isPresent()) {
      shown(newcomer.get(), bundle);
    }
    if (alice) {
      mallorys.mergePendingCommit();
      accepted++;
    } else {
      mallorys.discardPendingCommit();
      refusedAll++;
    }
  }

  private static boolean takes(MlsGroup group, byte[] commit) {
    try {
      group.process(commit);
      return true;
    } catch (MlsException e) {
      return false;
    }
  }

  private void shown(MlsClient newcomer, CommitBundle bundle) throws Exception {
    if (bundle.welcome().isEmpty()) {
      return;
    }
    MlsGroup joined = newcomer.join(bundle.welcome().orElseThrow());
    if (CharterPolicy.refusal(joined.members(), joined.contextExtensions()).isEmpty()) {
      seen(joined);
    }
  }
}
