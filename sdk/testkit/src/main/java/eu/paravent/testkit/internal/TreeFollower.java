package eu.paravent.testkit.internal;

import eu.paravent.protocol.ProblemCode;
import eu.paravent.testkit.internal.MlsReader.Head;
import eu.paravent.testkit.internal.MlsReader.Info;
import eu.paravent.testkit.internal.MlsReader.Kind;
import eu.paravent.testkit.internal.MlsReader.Leaf;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Believes the ratchet tree of each group info. */
final class TreeFollower implements GroupFollower {
  /**
   * @param keys encryption keys by leaf
   */
  private record Tree(long epoch, byte[] groupId, Map<Long, String> devices, Map<Long, byte[]> keys)
      implements State {
    @Override
    public Set<String> members() {
      return Set.copyOf(devices.values());
    }
  }

  @Override
  public State begin(byte[] groupId, byte[] groupInfo) {
    Info info = MlsReader.groupInfo(groupInfo, ProblemCode.COMMIT_REFUSED);
    if (!Arrays.equals(info.groupId(), groupId) || info.epoch() != 0) {
      throw refused("the group info is not of epoch 0 of this group");
    }
    return tree(info);
  }

  @Override
  public Step apply(State before, byte[] commit, byte[] groupInfo) {
    Tree tree = (Tree) before;
    Head head = MlsReader.head(commit);
    if (head.kind() != Kind.COMMIT || head.encrypted()) {
      throw refused("it is not a commit as PublicMessage");
    }
    if (!Arrays.equals(head.groupId(), tree.groupId()) || head.epoch() != tree.epoch()) {
      throw refused("it is for another group or epoch");
    }
    Info info = MlsReader.groupInfo(groupInfo, ProblemCode.COMMIT_REFUSED);
    if (!Arrays.equals(info.groupId(), tree.groupId()) || info.epoch() != tree.epoch() + 1) {
      throw refused("the group info is not of the next epoch");
    }
    Tree next = tree(info);
    return new Step(next, committer(tree, next, head), head.joining());
  }

  private static String committer(Tree before, Tree next, Head head) {
    if (!head.joining()) {
      String device = before.devices().get(head.senderLeaf());
      if (device == null) {
        throw refused("its sender is not in the tree");
      }
      return device;
    }
    // RFC 9420 §12.4.3.2: the joiner's is the only new leaf, maybe in the place of its earlier one
    List<Long> changed =
        next.keys().keySet().stream()
            .filter(leaf -> !Arrays.equals(next.keys().get(leaf), before.keys().get(leaf)))
            .toList();
    if (changed.size() != 1) {
      throw refused("an external commit brings one new leaf, its sender's");
    }
    return next.devices().getOrDefault(changed.get(0), "");
  }

  private static Tree tree(Info info) {
    Map<Long, String> devices = new LinkedHashMap<>();
    Map<Long, byte[]> keys = new LinkedHashMap<>();
    for (Leaf leaf : info.leaves()) {
      keys.put(leaf.index(), leaf.encryptionKey());
      devices.put(leaf.index(), Certificates.identity(leaf.chain()).deviceUri());
    }
    if (Set.copyOf(devices.values()).size() != devices.size()) {
      throw refused("a device is in the tree twice");
    }
    return new Tree(info.epoch(), info.groupId(), devices, keys);
  }

  private static Refusal refused(String why) {
    return new Refusal(ProblemCode.COMMIT_REFUSED, "The commit is refused: " + why);
  }
}
