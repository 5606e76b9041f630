package eu.paravent.mls.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.internal.codec.MalformedException;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.framing.Commit;
import eu.paravent.mls.internal.framing.Content;
import eu.paravent.mls.internal.framing.Proposal;
import eu.paravent.mls.internal.framing.ProposalOrRef;
import eu.paravent.mls.internal.framing.Sender;
import eu.paravent.mls.internal.group.Insider;
import eu.paravent.mls.malice.Forge;
import eu.paravent.mls.malice.Paths;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;

/**
 * Any content that a dishonest member signs: what lies behind signatures and tags is reached, which
 * bytes alone never do. The confirmation tag is wrong, so no commit may be accepted.
 */
class SignedFuzzTest {
  private static final LiveGroup GROUP = new LiveGroup(true);
  private static final Insider ALICE = LiveGroup.insider();

  @Tag("checklist-6")
  @FuzzTest(maxDuration = "10s")
  void signed(byte[] data) throws MlsException {
    if (data.length == 0) {
      return;
    }
    byte[] body = Arrays.copyOfRange(data, 1, data.length);
    try {
      GROUP.process(message(data[0] & 0xff, body), List.of());
    } catch (MalformedException e) {
      // nothing that a member could sign
    }
  }

  private static byte[] message(int kind, byte[] body) throws MalformedException, MlsException {
    Forge forge = new Forge(ALICE);
    switch (kind % 5) {
      case 0:
        return forge.proposal(TlsReader.parse(body, Proposal::read));
      case 1:
        return forge.publicMessage(new Content.CommitContent(TlsReader.parse(body, Commit::read)));
      case 2:
        return forge.commitOf(list(body), Optional.of(Paths.of(ALICE)));
      case 3:
        return forge
            .sender(Sender.newMemberCommit())
            .publicMessage(new Content.CommitContent(TlsReader.parse(body, Commit::read)));
      default:
        return forge.commitOf(list(body), Optional.empty());
    }
  }

  private static List<ProposalOrRef> list(byte[] body) throws MalformedException {
    return TlsReader.parse(body, in -> in.vector(ProposalOrRef::read));
  }
}
