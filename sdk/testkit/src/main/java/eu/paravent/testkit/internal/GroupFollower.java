package eu.paravent.testkit.internal;

import eu.paravent.mls.GroupPolicy;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.credential.AuthenticationService;
import eu.paravent.mls.observer.GroupObserver;
import eu.paravent.mls.observer.MessageHeader;
import eu.paravent.mls.observer.ObservedCommit;
import eu.paravent.mls.observer.WelcomeView;
import eu.paravent.protocol.ProblemCode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Follows groups without their secrets and refuses what no honest member could apply. */
final class GroupFollower {
  private final AuthenticationService authentication;

  GroupFollower(AuthenticationService authentication) {
    this.authentication = authentication;
  }

  /**
   * What a commit does; devices are URIs.
   *
   * @param external whether the committer came in by it
   */
  record Step(
      GroupObserver next,
      String committer,
      boolean external,
      Set<String> added,
      Set<String> removed) {}

  static MessageHeader header(byte[] message, ProblemCode otherwise) {
    try {
      return MessageHeader.read(message);
    } catch (MlsException e) {
      throw new Refusal(otherwise, String.valueOf(e.getMessage()));
    }
  }

  /** A new group, told by the group info of its epoch 0. */
  GroupObserver begin(byte[] groupId, byte[] groupInfo, String creator) {
    try {
      GroupObserver group = GroupObserver.open(groupInfo, authentication, GroupFollower::goesOn);
      if (!Arrays.equals(group.groupId(), groupId)
          || group.epoch() != 0
          || group.members().size() != 1
          || !MemberCheck.device(group.members().get(0)).equals(creator)) {
        throw refused("a new group begins in epoch 0 with its creator as the only member");
      }
      return group;
    } catch (MlsException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  Step apply(
      GroupObserver before,
      List<byte[]> proposals,
      byte[] commit,
      Optional<byte[]> welcome,
      byte[] groupInfo) {
    try {
      ObservedCommit observed = before.apply(commit, proposals);
      observed.next().verify(groupInfo);
      requireWelcomeFits(observed.added(), welcome);
      Set<String> added = new HashSet<>();
      observed.added().forEach(one -> added.add(MemberCheck.device(one.member())));
      Set<String> removed = new HashSet<>();
      observed.removed().forEach(member -> removed.add(MemberCheck.device(member)));
      return new Step(
          observed.next(),
          MemberCheck.device(observed.committer()),
          observed.external(),
          added,
          removed);
    } catch (MlsException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  /** The device that made a proposal. */
  static String proposer(GroupObserver group, byte[] proposal) {
    try {
      return group
          .proposer(proposal)
          .map(MemberCheck::device)
          .orElseThrow(
              () -> new Refusal(ProblemCode.MESSAGE_REFUSED, "Only members make proposals here"));
    } catch (MlsException e) {
      throw new Refusal(ProblemCode.MESSAGE_REFUSED, String.valueOf(e.getMessage()));
    }
  }

  /** Nobody is added without a way in, and nobody is let in who was not added. */
  private static void requireWelcomeFits(List<ObservedCommit.Added> added, Optional<byte[]> welcome)
      throws MlsException {
    List<byte[]> welcomed =
        welcome.isPresent() ? WelcomeView.read(welcome.get()).newMembers() : List.of();
    boolean fits =
        welcome.isPresent() != added.isEmpty()
            && welcomed.size() == added.size()
            && added.stream()
                .allMatch(
                    one ->
                        welcomed.stream()
                            .anyMatch(to -> Arrays.equals(to, one.keyPackageReference())));
    if (!fits) {
      throw refused("the welcome must be for exactly the members that it adds");
    }
  }

  /** RFC 9420 §11.2: what is delivered after a ReInit would have no reader. */
  private static void goesOn(GroupPolicy.Change change) throws GroupPolicy.PolicyViolation {
    if (change.reInit().isPresent()) {
      throw new GroupPolicy.PolicyViolation("A conversation is not reinitialised");
    }
  }

  private static Refusal refused(String why) {
    return new Refusal(ProblemCode.COMMIT_REFUSED, "The commit is refused: " + why);
  }
}
