package eu.paravent.mls.internal.group;

import static eu.paravent.mls.internal.group.LeafRules.violated;

import eu.paravent.mls.MlsException;
import eu.paravent.mls.credential.AuthenticationService;
import eu.paravent.mls.credential.Credential;
import eu.paravent.mls.internal.framing.Proposal;
import eu.paravent.mls.internal.schedule.GroupContext;
import eu.paravent.mls.internal.schedule.PreSharedKeyId;
import eu.paravent.mls.internal.tree.RatchetTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * That a new group is what its resumption key says: the successor or a branch of an old one (RFC
 * 9420 §11.2, §11.3, §12.4.3.1).
 */
final class Lineage {
  private final AuthenticationService authentication;
  private final OldGroup old;
  private final int usage;

  Lineage(AuthenticationService authentication, OldGroup old, int usage) {
    this.authentication = authentication;
    this.old = old;
    this.usage = usage;
  }

  static boolean begins(PreSharedKeyId id) {
    return id instanceof PreSharedKeyId.Resumption resumption
        && resumption.usage() != PreSharedKeyId.Resumption.APPLICATION;
  }

  /** The key that a new group's descent hangs on, if any: RFC 9420 §12.4.3.1 allows one. */
  static Optional<PreSharedKeyId.Resumption> keyOf(List<PreSharedKeyId> ids) throws MlsException {
    List<PreSharedKeyId> found = ids.stream().filter(Lineage::begins).toList();
    if (found.size() > 1) {
      throw violated("A group begins with more than one resumption key for reinit or branch");
    }
    return found.stream().map(PreSharedKeyId.Resumption.class::cast).findFirst();
  }

  /** What whoever joins verifies. */
  void verify(PublicGroup joined) throws MlsException {
    if (joined.epoch() != 1) {
      throw violated("A successor or branch is joined in its epoch 1 only");
    }
    List<Credential> before = credentials(old.group().tree());
    List<Credential> after = credentials(joined.tree());
    if (usage == PreSharedKeyId.Resumption.REINIT) {
      matchesReInit(joined.context());
      everyOldMemberStays(before, after);
    } else {
      // both are of the one version that is read here
      if (joined.context().cipherSuite() != old.group().context().cipherSuite()) {
        throw violated("A branch is of another cipher suite than its group");
      }
      nobodyIsNew(before, after);
    }
  }

  /** RFC 9420 §12.4.1 for who makes a successor: the same members, no fewer and no more. */
  void sameMembers(RatchetTree made) throws MlsException {
    List<Credential> before = credentials(old.group().tree());
    List<Credential> after = credentials(made);
    everyOldMemberStays(before, after);
    nobodyIsNew(before, after);
  }

  /** RFC 9420 §11.3 for who makes a branch. */
  void subset(RatchetTree made) throws MlsException {
    nobodyIsNew(credentials(old.group().tree()), credentials(made));
  }

  private void matchesReInit(GroupContext context) throws MlsException {
    Proposal.ReInit reInit =
        old.reInit()
            .orElseThrow(() -> violated("The group that a successor refers to had no ReInit"));
    if (!Arrays.equals(reInit.groupId(), context.groupId())
        || reInit.version() != GroupContext.MLS10
        || reInit.cipherSuite() != context.cipherSuite()
        || !TlsEqual.extensions(reInit.extensions(), context.extensions())) {
      throw violated("A successor is not of the id, version, suite and extensions of the ReInit");
    }
  }

  private void everyOldMemberStays(List<Credential> before, List<Credential> after)
      throws MlsException {
    for (Credential old : before) {
      if (after.stream().noneMatch(successor -> authentication.sameClient(old, successor))) {
        throw violated("A member of the old group is missing in its successor");
      }
    }
  }

  private void nobodyIsNew(List<Credential> before, List<Credential> after) throws MlsException {
    for (Credential member : after) {
      if (before.stream().noneMatch(old -> authentication.sameClient(old, member))) {
        throw violated("A member of the new group is no member of the old one");
      }
    }
  }

  private static List<Credential> credentials(RatchetTree tree) {
    List<Credential> credentials = new ArrayList<>();
    for (int index : tree.members()) {
      credentials.add(tree.leaf(index).orElseThrow().credential());
    }
    return credentials;
  }
}
