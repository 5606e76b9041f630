package eu.paravent.server.delivery.control;

import eu.paravent.server.identity.control.VerifiedDevice;
import java.util.List;
import java.util.Optional;

/**
 * What the server understands of MLS: the public half. It refuses what no honest member could
 * apply; it cannot read a message. Bad input is a {@link
 * eu.paravent.server.problems.control.Refusal}.
 */
public interface Handshakes {
  /** What is in front of a message, for all to see (RFC 9420 §6). */
  Header header(byte[] message);

  /** The group info of a group of one at epoch 0, every signature checked. */
  Founded found(byte[] groupInfo);

  /**
   * Follows a commit to the next epoch and checks that the group info is the one it leads to.
   *
   * @param state as the last step left it
   * @param proposals those of the epoch, in the order of the log
   */
  Step follow(
      byte[] state,
      List<byte[]> proposals,
      byte[] commit,
      Optional<byte[]> welcome,
      byte[] groupInfo);

  /** Checks a proposal as PublicMessage; answers the URI of the device that signed it. */
  String proposer(byte[] state, byte[] proposal);

  /** What a message is. */
  enum Kind {
    APPLICATION,
    PROPOSAL,
    COMMIT,
    OTHER
  }

  /**
   * What a message says of itself in the clear.
   *
   * @param groupId base64url
   */
  record Header(Kind kind, String groupId, long epoch) {}

  /**
   * A group of one, in epoch 0.
   *
   * @param groupId base64url
   * @param creator its one member
   * @param cipherSuite its number
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Founded(String groupId, byte[] state, VerifiedDevice creator, int cipherSuite) {}

  /**
   * URIs of devices throughout.
   *
   * @param external whether the committer joined by it
   * @param added by Add proposals
   * @param removed a device in both was removed and added again
   * @param welcomed those for whom the welcome holds secrets
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Step(
      byte[] state,
      long epoch,
      String committer,
      boolean external,
      List<String> added,
      List<String> removed,
      List<String> welcomed,
      int cipherSuite) {}
}
