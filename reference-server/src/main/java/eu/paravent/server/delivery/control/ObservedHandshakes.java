package eu.paravent.server.delivery.control;

import eu.paravent.mls.GroupPolicy;
import eu.paravent.mls.GroupPolicy.Member;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.observer.GroupObserver;
import eu.paravent.mls.observer.MessageHeader;
import eu.paravent.mls.observer.ObservedCommit;
import eu.paravent.mls.observer.WelcomeView;
import eu.paravent.protocol.Base64Url;
import eu.paravent.protocol.ProblemCode;
import eu.paravent.protocol.delivery.GroupCharter;
import eu.paravent.server.problems.control.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * {@link Handshakes} by the observer of the MLS core. Group policy is the members', but for {@link
 * GoesOn} and {@link Minimums}.
 */
@ApplicationScoped
public class ObservedHandshakes implements Handshakes {
  private static final GroupPolicy POLICY = new GoesOn();

  @Inject LeafCredentials credentials;
  @Inject Minimums minimums;

  @Override
  public Header header(byte[] message) {
    try {
      MessageHeader header = MessageHeader.read(message);
      return new Header(kind(header), Base64Url.encode(header.groupId()), header.epoch());
    } catch (MlsException e) {
      throw Refusal.of(ProblemCode.MESSAGE_REFUSED, e.getMessage());
    }
  }

  /** Handshakes are open, application messages are sealed; everything else is for no one here. */
  private static Kind kind(MessageHeader header) {
    return switch (header.kind()) {
      case APPLICATION -> header.encrypted() ? Kind.APPLICATION : Kind.OTHER;
      case PROPOSAL -> header.encrypted() ? Kind.OTHER : Kind.PROPOSAL;
      case COMMIT -> header.encrypted() ? Kind.OTHER : Kind.COMMIT;
    };
  }

  @Override
  public Founded found(byte[] groupInfo) {
    try {
      GroupObserver group = GroupObserver.open(groupInfo, credentials, POLICY);
      List<Member> members = group.members();
      if (group.epoch() != 0 || members.size() != 1) {
        throw refused("A group begins at epoch 0 with its creator as the one member.");
      }
      minimums.require(Optional.empty(), charter(group));
      return new Founded(
          Base64Url.encode(group.groupId()),
          group.state(),
          credentials.verified(members.get(0).credential()),
          group.cipherSuite());
    } catch (MlsException e) {
      throw refused(e.getMessage());
    }
  }

  @Override
  public Step follow(
      byte[] state,
      List<byte[]> proposals,
      byte[] commit,
      Optional<byte[]> welcome,
      byte[] groupInfo) {
    try {
      GroupObserver before = restore(state);
      ObservedCommit observed = before.apply(commit, proposals);
      observed.next().verify(groupInfo);
      minimums.require(charter(before), charter(observed.next()));
      return new Step(
          observed.next().state(),
          observed.next().epoch(),
          uri(observed.committer()),
          observed.external(),
          observed.added().stream().map(added -> uri(added.member())).toList(),
          observed.removed().stream().map(ObservedHandshakes::uri).toList(),
          welcomed(observed.added(), welcome),
          observed.next().cipherSuite());
    } catch (MlsException e) {
      throw refused(e.getMessage());
    }
  }

  /** What the members agreed on, as far as the server looks at it. */
  private static Optional<GroupCharter> charter(GroupObserver group) throws MlsException {
    return group.applicationData(GroupCharter.COMPONENT).flatMap(GroupCharter::read);
  }

  private static List<String> welcomed(List<ObservedCommit.Added> added, Optional<byte[]> welcome)
      throws MlsException {
    if (welcome.isEmpty()) {
      return List.of();
    }
    List<String> uris = new ArrayList<>();
    for (byte[] reference : WelcomeView.read(welcome.get()).newMembers()) {
      uris.add(
          added.stream()
              .filter(one -> Arrays.equals(one.keyPackageReference(), reference))
              .findFirst()
              .map(one -> uri(one.member()))
              .orElseThrow(
                  () -> refused("The welcome is for somebody whom the commit does not add.")));
    }
    return uris;
  }

  @Override
  public String proposer(byte[] state, byte[] proposal) {
    try {
      return restore(state)
          .proposer(proposal)
          .map(ObservedHandshakes::uri)
          .orElseThrow(() -> Refusal.of(ProblemCode.MESSAGE_REFUSED, "Only members propose."));
    } catch (MlsException e) {
      throw Refusal.of(ProblemCode.MESSAGE_REFUSED, e.getMessage());
    }
  }

  private GroupObserver restore(byte[] state) {
    return GroupObserver.restore(state, credentials, POLICY);
  }

  private static String uri(Member member) {
    return LeafCredentials.name(member.credential()).uri();
  }

  private static Refusal refused(String detail) {
    return Refusal.of(ProblemCode.COMMIT_REFUSED, detail);
  }
}
