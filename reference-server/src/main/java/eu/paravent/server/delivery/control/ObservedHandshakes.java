package eu.paravent.server.delivery.control;

import eu.paravent.protocol.ProblemCode;
import eu.paravent.server.problems.control.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Until the observer of the MLS core is connected: refuses everything. */
@ApplicationScoped
public class ObservedHandshakes implements Handshakes {
  @Override
  public Header header(byte[] message) {
    throw notYet();
  }

  @Override
  public Founded found(byte[] groupInfo) {
    throw notYet();
  }

  @Override
  public Step follow(
      byte[] state,
      List<byte[]> proposals,
      byte[] commit,
      Optional<byte[]> welcome,
      byte[] groupInfo) {
    throw notYet();
  }

  @Override
  public String proposer(byte[] state, byte[] proposal) {
    throw notYet();
  }

  private static Refusal notYet() {
    return Refusal.of(ProblemCode.UNAVAILABLE, "The MLS core is not connected yet.");
  }
}
