package eu.paravent.client.internal.keys;

import eu.paravent.client.internal.cbor.CborException;
import eu.paravent.client.internal.keys.Certificate.CertificateException;
import eu.paravent.client.internal.keys.GroupRules.InviteEntry;
import eu.paravent.mls.AppDataDictionary;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.Extensions.Extension;
import eu.paravent.mls.GroupPolicy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a member may do to a conversation. Every member checks every commit; the same commit gets
 * the same answer everywhere.
 *
 * <ul>
 *   <li>Staff add staff, remove anyone, and change the group rules.
 *   <li>Guests refresh their own keys, leave, and complete the leaving of others.
 *   <li>Staff add guests of an open invite of mode {@code approve} that is not full.
 *   <li>Nobody joins by itself but a guest of an open invite that is not full, and a member whose
 *       earlier leaf is replaced.
 *   <li>Who removes a guest lowers its invite in the same commit, so that the link does not let it
 *       back in.
 *   <li>An invite is never widened or opened again, and stays listed while a guest of it is inside.
 *   <li>A new invite names a member of staff of this group as its inviter.
 *   <li>Nobody ends the group by a ReInit (RFC 9420 §11.2): a conversation stays the group it is.
 *   <li>Archivists refresh their own keys and complete the leaving of others. Who may appoint them,
 *       and owners: {@link CharterPolicy}.
 *   <li>A device is in a group once (RFC 9420 §12.2), and a guest takes its earlier place back only
 *       with the same signature key: whoever has the link could certify another key for its name.
 * </ul>
 */
public final class ConversationPolicy implements GroupPolicy {
  @Override
  public void check(Change change) throws PolicyViolation {
    require(change.reInit().isEmpty(), "A conversation is not reinitialised");
    try {
      if (change.external()) {
        joinedByItself(change);
      } else if (!identity(change.committer()).staff()) {
        committedByOthers(change);
      } else {
        committedByStaff(change);
      }
      everyDeviceOnce(change);
      rules(change);
      CharterPolicy.check(change);
    } catch (CertificateException | CborException e) {
      throw new PolicyViolation(
          e.getMessage() == null ? "The group cannot be read" : e.getMessage());
    }
  }

  private static void joinedByItself(Change change)
      throws PolicyViolation, CertificateException, CborException {
    LeafIdentity joiner = identity(change.committer());
    for (Proposed removed : change.removed()) {
      require(
          identity(removed.member()).equals(joiner),
          "Who joins by itself removes its own earlier leaf at most");
      require(
          !joiner.guest()
              || Arrays.equals(removed.member().signatureKey(), change.committer().signatureKey()),
          "A guest comes back with the signature key it had");
    }
    if (!change.removed().isEmpty()) {
      return;
    }
    String id =
        joiner
            .inviteId()
            .orElseThrow(
                () ->
                    new PolicyViolation(
                        "Staff is added by a member, and joins by itself only again"));
    InviteEntry invite =
        GroupRules.of(change.before())
            .invite(id)
            .orElseThrow(() -> new PolicyViolation("The group has no invite " + id));
    require(invite.open(), "Invite " + id + " was revoked or is used up");
    require(
        invite.mode().equals(GroupRules.OPEN),
        "Invite " + id + " asks for a member to let the guest in");
    require(guestsOf(id, change.members()) < invite.maxUses(), "Invite " + id + " is used up");
  }

  private static void everyDeviceOnce(Change change) throws PolicyViolation, CertificateException {
    Set<Integer> gone = leavesOf(change.removed());
    Set<String> devices = new HashSet<>();
    for (Member member : change.members()) {
      if (!gone.contains(member.leafIndex())) {
        devices.add(identity(member).device());
      }
    }
    for (Proposed added : change.added()) {
      String device = identity(added.member()).device();
      require(devices.add(device), "Device " + device + " is in the group already");
    }
    if (change.external()) {
      String device = identity(change.committer()).device();
      require(devices.add(device), "Device " + device + " is in the group already");
    }
  }

  private static Set<Integer> leavesOf(List<Proposed> proposed) {
    Set<Integer> leaves = new HashSet<>();
    proposed.forEach(one -> leaves.add(one.member().leafIndex()));
    return leaves;
  }

  /** Guests and archivists. */
  private static void committedByOthers(Change change)
      throws PolicyViolation, CertificateException {
    require(change.added().isEmpty(), "Only staff adds people");
    require(same(change.before(), change.after()), "Only staff changes the group's rules");
    for (Proposed removed : change.removed()) {
      require(leaves(removed), "Only staff removes others");
    }
  }

  private static void committedByStaff(Change change)
      throws PolicyViolation, CertificateException, CborException {
    for (Proposed added : change.added()) {
      require(byStaff(added), "Only staff adds people");
    }
    lettingIn(change);
    Map<String, Integer> removedGuests = new HashMap<>();
    for (Proposed removed : change.removed()) {
      require(leaves(removed) || byStaff(removed), "Only staff removes others");
      Optional<String> invite = identity(removed.member()).inviteId();
      if (invite.isPresent() && !leaves(removed)) {
        removedGuests.merge(invite.get(), 1, Integer::sum);
      }
    }
    GroupRules before = GroupRules.of(change.before());
    GroupRules after = GroupRules.of(change.after());
    for (Map.Entry<String, Integer> entry : removedGuests.entrySet()) {
      Optional<InviteEntry> was = before.invite(entry.getKey());
      Optional<InviteEntry> is = after.invite(entry.getKey());
      boolean lowered =
          was.isEmpty()
              || !was.get().open()
              || is.isEmpty()
              || !is.get().open()
              || is.get().maxUses() <= was.get().maxUses() - entry.getValue();
      require(lowered, "Who removes a guest lowers its invite");
    }
  }

  /** Guests that staff adds: of an invite that asks for it, and no more than it is for. */
  private static void lettingIn(Change change)
      throws PolicyViolation, CertificateException, CborException {
    Map<String, Integer> arriving = new HashMap<>();
    for (Proposed added : change.added()) {
      Optional<String> invite = identity(added.member()).inviteId();
      if (invite.isPresent()) {
        arriving.merge(invite.get(), 1, Integer::sum);
      }
    }
    GroupRules rules = GroupRules.of(change.before());
    for (Map.Entry<String, Integer> entry : arriving.entrySet()) {
      String id = entry.getKey();
      InviteEntry invite =
          rules.invite(id).orElseThrow(() -> new PolicyViolation("The group has no invite " + id));
      require(
          invite.mode().equals(GroupRules.APPROVE),
          "Guests of invite " + id + " join by themselves");
      require(invite.open(), "Invite " + id + " was revoked or is used up");
      require(
          guestsOf(id, change.members()) + entry.getValue() <= invite.maxUses(),
          "Invite " + id + " is used up");
    }
  }

  private static void rules(Change change)
      throws PolicyViolation, CertificateException, CborException {
    if (same(change.before(), change.after())) {
      return;
    }
    require(
        same(withoutRules(change.before()), withoutRules(change.after())),
        "Only the group's rules may be changed in the group context");
    GroupRules before = GroupRules.of(change.before());
    GroupRules after = GroupRules.of(change.after());
    for (InviteEntry is : after.invites()) {
      Optional<InviteEntry> was = before.invite(is.id());
      if (was.isPresent()) {
        require(narrowed(was.get(), is), "Invite " + is.id() + " may only be narrowed");
      } else {
        require(
            staffOf(change.members(), is.inviter()),
            "The inviter of " + is.id() + " is not staff in this group");
      }
    }
    Set<Integer> gone = leavesOf(change.removed());
    for (Member member : change.members()) {
      Optional<String> invite = identity(member).inviteId();
      if (invite.isPresent() && !gone.contains(member.leafIndex())) {
        require(
            after.invite(invite.get()).isPresent(),
            "Invite " + invite.get() + " stays listed while a guest of it is inside");
      }
    }
  }

  private static boolean narrowed(InviteEntry was, InviteEntry is) {
    return Arrays.equals(was.publicKey(), is.publicKey())
        && was.mode().equals(is.mode())
        && was.inviter().equals(is.inviter())
        && is.expiresAt() <= was.expiresAt()
        && is.maxUses() <= was.maxUses()
        && (was.open() || !is.open());
  }

  private static long guestsOf(String invite, List<Member> members) throws CertificateException {
    long count = 0;
    for (Member member : members) {
      if (identity(member).inviteId().filter(invite::equals).isPresent()) {
        count++;
      }
    }
    return count;
  }

  private static boolean staffOf(List<Member> members, String userUri) throws CertificateException {
    for (Member member : members) {
      LeafIdentity identity = identity(member);
      if (identity.staff() && identity.user().uri().equals(userUri)) {
        return true;
      }
    }
    return false;
  }

  private static LeafIdentity identity(Member member) throws CertificateException {
    return LeafIdentity.of(member.credential());
  }

  /** Proposed by the member itself. */
  private static boolean leaves(Proposed removed) {
    return removed
        .proposer()
        .filter(proposer -> proposer.leafIndex() == removed.member().leafIndex())
        .isPresent();
  }

  private static boolean byStaff(Proposed proposed) throws CertificateException {
    return proposed.proposer().isPresent() && identity(proposed.proposer().get()).staff();
  }

  private static List<Extension> withoutRules(Extensions extensions) {
    return extensions.list().stream().filter(e -> e.type() != AppDataDictionary.EXTENSION).toList();
  }

  private static boolean same(Extensions one, Extensions other) {
    return same(one.list(), other.list());
  }

  private static boolean same(List<Extension> one, List<Extension> other) {
    if (one.size() != other.size()) {
      return false;
    }
    for (int i = 0; i < one.size(); i++) {
      if (one.get(i).type() != other.get(i).type()
          || !Arrays.equals(one.get(i).data(), other.get(i).data())) {
        return false;
      }
    }
    return true;
  }

  private static void require(boolean holds, String otherwise) throws PolicyViolation {
    if (!holds) {
      throw new PolicyViolation(otherwise);
    }
  }
}
