package eu.paravent.client.internal.keys;

import eu.paravent.client.UserId;
import eu.paravent.client.internal.cbor.CborException;
import eu.paravent.client.internal.keys.Certificate.CertificateException;
import eu.paravent.client.retention.ConversationClass;
import eu.paravent.client.retention.Retention;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.GroupPolicy.Change;
import eu.paravent.mls.GroupPolicy.Member;
import eu.paravent.mls.GroupPolicy.PolicyViolation;
import eu.paravent.mls.GroupPolicy.Proposed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What every member holds a commit against where it touches roles, class or retention.
 *
 * <ul>
 *   <li>Owners appoint and dismiss owners and archivists, and say class and retention; where no
 *       owner is inside any more, the staff of the owners' organisations may.
 *   <li>Owners remove owners and archivists; beside them only staff of the same organisation
 *       removes an owner. An archivist does not go by itself.
 *   <li>Whoever holds a certificate of an archivist is inside exactly while the charter names it:
 *       an archivist cannot come unseen, and cannot be named without being there.
 *   <li>A group of version 1 has no roles. Staff may give it a charter, once, that names who does
 *       it as its owner and nothing more; it is never taken away.
 * </ul>
 */
public final class CharterPolicy {
  private CharterPolicy() {}

  static void check(Change change) throws PolicyViolation, CertificateException, CborException {
    Optional<Charter> before = GroupRules.of(change.before()).charter();
    Optional<Charter> after = GroupRules.of(change.after()).charter();
    boolean archivistGoes = false;
    for (Proposed removed : change.removed()) {
      LeafIdentity who = LeafIdentity.of(removed.member().credential());
      archivistGoes |= who.archivist();
      if (before.isPresent() && !change.external()) {
        removal(before.get(), change.members(), who, removed);
      }
    }
    if (!before.equals(after)) {
      charter(change, before, after);
    }
    if (!before.equals(after) || archivistGoes) {
      shown(after, remaining(change));
    } else {
      // the others were held against the same charter when they came
      for (LeafIdentity newcomer : newcomers(change)) {
        named(names(after), newcomer);
      }
    }
  }

  /**
   * Whether a group may be joined: those who keep records are named, and those who are named are
   * there.
   *
   * @return why not
   */
  public static Optional<String> refusal(List<Member> members, Extensions context) {
    try {
      shown(GroupRules.of(context).charter(), identities(members));
      return Optional.empty();
    } catch (PolicyViolation | CertificateException | CborException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static void charter(Change change, Optional<Charter> before, Optional<Charter> after)
      throws PolicyViolation, CertificateException {
    Charter is = after.orElseThrow(() -> new PolicyViolation("A conversation keeps its roles"));
    LeafIdentity committer = LeafIdentity.of(change.committer().credential());
    require(!change.external(), "Who joins by itself changes no roles");
    if (before.isPresent()) {
      require(
          rules(before.get(), change.members(), committer),
          "Only an owner changes roles, class or retention");
      appointed(before.get(), is, remaining(change));
    } else {
      Charter first = Charter.of(committer.user(), ConversationClass.ORDINARY, Retention.none());
      require(
          committer.staff() && first.equals(is),
          "The first roles of a conversation are one owner, who commits them, and nothing more");
    }
  }

  private static void removal(Charter was, List<Member> inside, LeafIdentity who, Proposed removed)
      throws PolicyViolation, CertificateException {
    if (!who.archivist() && !was.owners().contains(who.user().uri())) {
      return;
    }
    Member by =
        removed.proposer().orElseThrow(() -> new PolicyViolation("Nobody outside removes anybody"));
    LeafIdentity proposer = LeafIdentity.of(by.credential());
    // a company takes back the devices of its own people
    boolean own =
        !who.archivist()
            && proposer.staff()
            && proposer.user().organisation().equals(who.user().organisation());
    require(
        own || rules(was, inside, proposer),
        "Only an owner, or staff of the same organisation, removes an owner; an archivist only an"
            + " owner");
  }

  private static void appointed(Charter was, Charter is, List<LeafIdentity> remaining)
      throws PolicyViolation {
    Set<String> staff = new HashSet<>();
    remaining.stream().filter(LeafIdentity::staff).forEach(one -> staff.add(one.user().uri()));
    for (String owner : is.owners()) {
      require(
          was.owners().contains(owner) || staff.contains(owner),
          "An owner is a member of staff inside");
    }
    require(
        was.owners().equals(is.owners()) || is.owners().stream().anyMatch(staff::contains),
        "A conversation has an owner inside");
  }

  /** Archivists by certificate are archivists by the charter, and the other way round. */
  private static void shown(Optional<Charter> charter, List<LeafIdentity> inside)
      throws PolicyViolation {
    List<String> names = names(charter);
    Set<String> there = new HashSet<>();
    for (LeafIdentity one : inside) {
      named(names, one);
      if (one.archivist()) {
        there.add(one.user().uri());
      }
    }
    require(
        there.size() == names.size(),
        "The rules name an archivist that is not in the conversation");
  }

  private static void named(List<String> names, LeafIdentity one) throws PolicyViolation {
    require(
        names.contains(one.user().uri()) == one.archivist(),
        one.archivist()
            ? "Archivist " + one.user() + " is not named in the rules of the conversation"
            : one.user() + " is named an archivist and is not certified as one");
  }

  private static List<String> names(Optional<Charter> charter) {
    return charter.map(Charter::archivists).orElse(List.of());
  }

  private static boolean rules(Charter charter, List<Member> members, LeafIdentity who)
      throws CertificateException {
    if (!who.staff()) {
      return false;
    }
    if (charter.owners().contains(who.user().uri())) {
      return true;
    }
    boolean succeeds =
        charter.owners().stream()
            .anyMatch(owner -> new UserId(owner).organisation().equals(who.user().organisation()));
    return succeeds
        && identities(members).stream()
            .noneMatch(one -> charter.owners().contains(one.user().uri()));
  }

  private static List<LeafIdentity> remaining(Change change) throws CertificateException {
    Set<Integer> gone = new HashSet<>();
    change.removed().forEach(one -> gone.add(one.member().leafIndex()));
    List<LeafIdentity> remaining = newcomers(change);
    for (Member member : change.members()) {
      if (!gone.contains(member.leafIndex())) {
        remaining.add(LeafIdentity.of(member.credential()));
      }
    }
    return remaining;
  }

  private static List<LeafIdentity> newcomers(Change change) throws CertificateException {
    List<LeafIdentity> newcomers = new ArrayList<>();
    for (Proposed added : change.added()) {
      newcomers.add(LeafIdentity.of(added.member().credential()));
    }
    if (change.external()) {
      newcomers.add(LeafIdentity.of(change.committer().credential()));
    }
    return newcomers;
  }

  private static List<LeafIdentity> identities(List<Member> members) throws CertificateException {
    List<LeafIdentity> identities = new ArrayList<>();
    for (Member member : members) {
      identities.add(LeafIdentity.of(member.credential()));
    }
    return identities;
  }

  private static void require(boolean holds, String otherwise) throws PolicyViolation {
    if (!holds) {
      throw new PolicyViolation(otherwise);
    }
  }
}
