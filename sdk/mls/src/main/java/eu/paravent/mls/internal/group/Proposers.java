package eu.paravent.mls.internal.group;

import eu.paravent.mls.ExternalSender;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.Proposer;
import eu.paravent.mls.internal.framing.Sender;
import java.util.List;

/** Who sent a proposal (RFC 9420 §6, Sender), as the application is told. */
final class Proposers {
  private Proposers() {}

  static Proposer of(PublicGroup group, Sender sender) throws MlsException {
    return switch (sender.type()) {
      case MEMBER -> new Proposer.OfMember(group.member(sender.index()));
      case EXTERNAL -> {
        List<ExternalSender> senders = group.context().extensions().externalSenders();
        if (sender.index() >= senders.size()) {
          throw LeafRules.violated("There is no external sender " + sender.index());
        }
        int index = (int) sender.index();
        yield new Proposer.OfExternalSender(index, senders.get(index));
      }
      case NEW_MEMBER_PROPOSAL, NEW_MEMBER_COMMIT -> new Proposer.OfNewMember();
    };
  }
}
