package eu.paravent.client.internal.mimi;

import com.authlete.cbor.CBORPair;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/**
 * One message (draft-ietf-mimi-content, mimiContent). Arrays are not copied and must not be
 * changed; {@code toString} shows no content.
 *
 * @param extensions as they came, in their order
 */
public record MimiContent(
    byte[] salt,
    Optional<byte[]> replaces,
    byte[] topicId,
    Optional<Expiration> expires,
    Optional<byte[]> inReplyTo,
    List<CBORPair> extensions,
    NestedPart body) {
  private static final int SALT = 16;

  /** Hash algorithm 1 of the Named Information registry. */
  private static final int SHA_256 = 1;

  /**
   * @param time seconds, since 1970 or, where relative, since the message was read
   */
  public record Expiration(boolean relative, long time) {}

  /** A message with nothing but a body. */
  public static MimiContent of(NestedPart body, SecureRandom random) {
    byte[] salt = new byte[SALT];
    random.nextBytes(salt);
    return new MimiContent(
        salt, Optional.empty(), new byte[0], Optional.empty(), Optional.empty(), List.of(), body);
  }

  /** The same message with another body. */
  public MimiContent with(NestedPart other) {
    return new MimiContent(salt, replaces, topicId, expires, inReplyTo, extensions, other);
  }

  /** The same message, with this said of it. */
  public MimiContent with(Extras extras) {
    return new MimiContent(salt, replaces, topicId, expires, inReplyTo, extras.pairs(), body);
  }

  /** The same message, in answer to that one. */
  public MimiContent inReplyTo(byte[] messageId) {
    return new MimiContent(
        salt, replaces, topicId, expires, Optional.of(messageId), extensions, body);
  }

  /** The same message, to be deleted then. */
  public MimiContent expiring(Expiration when) {
    return new MimiContent(salt, replaces, topicId, Optional.of(when), inReplyTo, extensions, body);
  }

  /** The same message, in place of that one. */
  public MimiContent replacing(byte[] messageId) {
    return new MimiContent(
        salt, Optional.of(messageId), topicId, expires, inReplyTo, extensions, body);
  }

  /**
   * The message id (section Message ID): 32 bytes over sender, room, the message as encoded, and
   * its salt.
   *
   * @param encoded as it was sent
   */
  public static byte[] messageId(String senderUri, String roomUri, byte[] encoded, byte[] salt) {
    byte[] sender = senderUri.getBytes(StandardCharsets.UTF_8);
    byte[] room = roomUri.getBytes(StandardCharsets.UTF_8);
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(ByteBuffer.allocate(2).putShort((short) sender.length).array());
      digest.update(sender);
      digest.update(ByteBuffer.allocate(2).putShort((short) room.length).array());
      digest.update(room);
      digest.update(encoded);
      digest.update(salt);
      byte[] id = new byte[32];
      id[0] = SHA_256;
      System.arraycopy(digest.digest(), 0, id, 1, 31);
      return id;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing in this Java runtime", e);
    }
  }

  @Override
  public String toString() {
    return "MimiContent[" + body + "]";
  }
}
