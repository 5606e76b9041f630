package eu.paravent.mls;

import eu.paravent.mls.GroupPolicy.Member;

/** Who made a proposal (RFC 9420 §6, SenderType). */
public sealed interface Proposer {
  /** A member; in an external commit the joiner, with the leaf it is going to have. */
  record OfMember(Member member) implements Proposer {}

  /**
   * Somebody outside whom the group context lists (RFC 9420 §12.1.8.1).
   *
   * @param index in the external_senders extension
   */
  record OfExternalSender(int index, ExternalSender sender) implements Proposer {}

  /**
   * Somebody outside who asks to be added (RFC 9420 §12.1.8). That it holds the keys of its key
   * package is proved, that anybody wants it in the group is not: that is for the {@link
   * GroupPolicy} to say.
   */
  record OfNewMember() implements Proposer {}
}
