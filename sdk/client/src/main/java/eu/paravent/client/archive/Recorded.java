package eu.paravent.client.archive;

import eu.paravent.client.BusinessReference;
import eu.paravent.client.ConversationId;
import eu.paravent.client.Participant;
import eu.paravent.client.UserId;
import eu.paravent.client.message.Attachment;
import eu.paravent.client.message.Picture;
import eu.paravent.client.retention.ConversationClass;
import eu.paravent.client.retention.Retention;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One entry of a conversation's log as an archivist's client received it, and what it says.
 *
 * @param position counts the records of this client, without gaps
 * @param sequence its number in the conversation's log: they follow each other without gaps from
 *     {@link Kind#JOINED} on, but where {@link Kind#GAP} says so
 * @param time when the server took it, by the server's word
 * @param original as it was received: an MLSMessage (RFC 9420 §6); empty where none was
 * @param proof what shows others that it is from its sender; for messages
 * @param people everyone inside; of messages empty: as with the record before
 */
public record Recorded(
    long position,
    Kind kind,
    ConversationId conversation,
    long sequence,
    Instant time,
    byte[] original,
    Optional<Proof> proof,
    Rendering rendering,
    String title,
    Optional<BusinessReference> reference,
    ConversationClass keptAs,
    Retention retention,
    List<Participant> people) {

  /** What a record is of. */
  public enum Kind {
    /** This archivist came in: nothing before this is here. */
    JOINED,
    /** Something said. */
    MESSAGE,
    /** Who is inside, what they may do, or the keys changed. */
    CHANGE,
    /** Somebody asked for a change. */
    PROPOSAL,
    /** This archivist's own: receipts, and its keys. */
    OWN,
    /** It was refused, and shown to nobody. */
    REFUSED,
    /** The server deleted entries before this client came for them: up to this one. */
    GAP
  }

  /**
   * @param toBeSigned FramedContentTBS of RFC 9420 §6.1, the plaintext in it
   * @param signature over it, with label, by the key of the first certificate
   * @param certificates DER: of staff the device's and the organisation's, of a guest its own
   */
  public record Proof(byte[] toBeSigned, byte[] signature, List<byte[]> certificates) {}

  /**
   * For people to read.
   *
   * @param what {@code text}, {@code edit}, {@code deletion}, {@code reaction}, {@code taken-back},
   *     {@code place}, {@code file}, {@code image}, {@code voice-note}, {@code card}, {@code
   *     contact}, {@code poll}, {@code vote}, {@code poll-closed}, {@code pin}, {@code unpin},
   *     {@code erasure}, {@code details}, {@code receipts}, {@code change}, {@code other}; new ones
   *     may come
   * @param by who said or did it, verified
   * @param text the text, the reaction, the place, the card, or what changed; of an {@code erasure}
   *     whose words are to be erased: it was asked for by who may
   * @param file of an image and a voice note too
   * @param thumbnail of an image, as it was sent
   * @param id the MIMI message id, base64url; empty where there is none
   * @param refersTo the id of the message it answers or replaces
   * @param content the plaintext of the message: MIMI content, CBOR
   */
  public record Rendering(
      String what,
      Optional<UserId> by,
      String text,
      String id,
      Optional<String> refersTo,
      Optional<Attachment> file,
      Optional<Picture> thumbnail,
      byte[] content) {}

  @Override
  public String toString() {
    return "Recorded[" + position + ", " + kind + ", " + conversation + ", " + sequence + "]";
  }
}
