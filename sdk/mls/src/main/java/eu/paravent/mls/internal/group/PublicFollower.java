package eu.paravent.mls.internal.group;

import eu.paravent.mls.GroupPolicy.Member;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.ProposalSpec;
import eu.paravent.mls.ReceivedMessage;
import eu.paravent.mls.internal.framing.AuthenticatedContent;
import eu.paravent.mls.internal.framing.Commit;
import eu.paravent.mls.internal.framing.Content;
import eu.paravent.mls.internal.framing.MlsMessage;
import eu.paravent.mls.internal.framing.Proposal;
import eu.paravent.mls.internal.framing.PublicMessage;
import eu.paravent.mls.internal.framing.WireFormat;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Handshakes of one epoch, followed without secrets (RFC 9420 §12.4.2 as far as that goes):
 * membership and confirmation tags are the members' to check.
 */
public final class PublicFollower {
  private final PublicGroup group;
  private final GroupRules rules;

  public PublicFollower(PublicGroup group, GroupRules rules) {
    this.group = group;
    this.rules = rules;
  }

  public record Added(Member member, byte[] reference) {}

  public record Followed(
      PublicGroup next,
      Member committer,
      boolean external,
      List<Added> added,
      List<Member> removed,
      Optional<ProposalSpec.ReInit> reInit) {}

  /** A proposal of this epoch, verified as far as that needs no secrets. */
  public ReceivedMessage.Proposal received(byte[] message) throws MlsException {
    AuthenticatedContent content = proposal(message);
    return PendingProposal.received(
        group, PendingProposal.sent(content), content.proposalRef(rules.crypto()));
  }

  AuthenticatedContent proposal(byte[] message) throws MlsException {
    AuthenticatedContent content =
        MlsMessage.decode(message, WireFormat.PUBLIC_MESSAGE, PublicMessage::read).content();
    if (!(content.content().content() instanceof Content.ProposalContent)) {
      throw LeafRules.violated("The message is no proposal");
    }
    new Authentic(group, rules).check(content);
    new ProposalRules(group, rules).checkAlone(PendingProposal.sent(content));
    return content;
  }

  public Followed follow(byte[] message, List<byte[]> proposals) throws MlsException {
    Map<ByteBuffer, AuthenticatedContent> known = new HashMap<>();
    for (byte[] proposal : proposals) {
      AuthenticatedContent content = proposal(proposal);
      known.put(ByteBuffer.wrap(content.proposalRef(rules.crypto())), content);
    }
    AuthenticatedContent content =
        MlsMessage.decode(message, WireFormat.PUBLIC_MESSAGE, PublicMessage::read).content();
    if (!(content.content().content() instanceof Content.CommitContent carried)) {
      throw LeafRules.violated("The message is no commit");
    }
    Commit commit = carried.commit();
    VerifiedCommit verified =
        new CommitVerifier(group, rules)
            .verify(
                content,
                commit,
                reference -> Optional.ofNullable(known.get(ByteBuffer.wrap(reference))));
    PublicGroup next = verified.next(rules);
    Member committer =
        verified.external()
            ? next.member(verified.committer())
            : group.member(verified.committer());
    return new Followed(
        next,
        committer,
        verified.external(),
        verified.applied().added().stream()
            .map(
                a ->
                    new Added(
                        PublicGroup.member(a.leafIndex(), a.keyPackage().leafNode()),
                        a.keyPackage().reference(rules.crypto())))
            .toList(),
        verified.applied().removed().stream()
            .map(r -> PublicGroup.member(r.leafIndex(), r.leaf()))
            .toList(),
        verified.applied().reInit().map(Proposal.ReInit::told));
  }
}
